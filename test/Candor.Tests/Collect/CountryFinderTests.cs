using System.Net;
using Candor.Collect;

namespace Candor.Tests.Collect;

public sealed class CountryFinderTests
{
    static readonly CountryFinder Countries = new(Path.Combine(AppContext.BaseDirectory, "data", "countries.mmdb"));

    [Theory]
    [InlineData("8.8.8.8", "US")]
    [InlineData("193.0.6.139", "NL")]
    [InlineData("2001:4860:4860::8888", "US")]
    [InlineData("127.0.0.1", "")]
    [InlineData("::1", "")]
    [InlineData("10.1.2.3", "")]
    [InlineData("192.168.1.1", "")]
    public void AnAddressHasACountryOrNone(string address, string country) => Assert.Equal(country, Countries.Find(IPAddress.Parse(address)).Country);
}
