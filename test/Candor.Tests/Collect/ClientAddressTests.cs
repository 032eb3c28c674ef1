using System.Net;
using Candor.Collect;

namespace Candor.Tests.Collect;

public sealed class ClientAddressTests
{
    static readonly ClientAddress Address = new([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8:1::/48")]);

    [Theory]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("10.0.0.1", null, "10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.2.3.4", "198.51.100.1")]
    [InlineData("10.0.0.1", "198.51.100.1:4711", "198.51.100.1")]
    [InlineData("2001:db8:1::5", "[2001:db8:2::7]:443", "2001:db8:2::7")]
    [InlineData("::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "rubbish", "10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.1, rubbish", "10.0.0.1")]
    [InlineData("10.0.0.1", "10.9.9.9", "10.9.9.9")]
    [InlineData("10.0.0.1", ",,", "10.0.0.1")]
    public void OnlyWhatTrustedProxiesWroteCounts(string peer, string? forwarded, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), Address.Of(IPAddress.Parse(peer), forwarded));

    [Fact]
    public void SeveralHeadersReadAsOneList() => Assert.Equal(IPAddress.Parse("198.51.100.1"), Address.Of(IPAddress.Parse("10.0.0.1"), new(["192.0.2.66, 198.51.100.1", "10.1.1.1"])));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2001:4860::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("172.17.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::1", false)]
    public void AddressesOfPrivateNetworksAreKnown(string address, bool isPublic) => Assert.Equal(isPublic, ClientAddress.IsPublic(IPAddress.Parse(address)));
}
