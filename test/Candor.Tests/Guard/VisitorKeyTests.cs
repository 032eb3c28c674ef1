using System.Security.Cryptography;
using Candor.Guard;
using CsCheck;

namespace Candor.Tests.Guard;

public sealed class VisitorKeyTests
{
    static readonly byte[] Salt = new byte[32];

    [Fact]
    public void ItIsTheKeyedHashCutToSixteenDigits()
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Salt, "s_1|\x7F\0\0\x01|Firefox"u8.ToArray()))[..16];
        Assert.Equal("d." + expected, VisitorKey.Make(Salt, "s_1", [127, 0, 0, 1], "Firefox"));
    }

    [Fact]
    public void SiteAddressAgentAndSaltAllCount()
    {
        byte[] other = [1, .. new byte[31]];
        string[] keys =
        [
            VisitorKey.Make(Salt, "s_1", [1, 2, 3, 4], "a"),
            VisitorKey.Make(Salt, "s_2", [1, 2, 3, 4], "a"),
            VisitorKey.Make(Salt, "s_1", [1, 2, 3, 5], "a"),
            VisitorKey.Make(Salt, "s_1", [1, 2, 3, 4], "b"),
            VisitorKey.Make(other, "s_1", [1, 2, 3, 4], "a"),
        ];
        Assert.Equal(5, keys.Distinct().Count());
    }

    [Fact]
    public void AnyTextGivesAKey() =>
        Gen.Select(Gen.String[0, 2000], Gen.String[0, 2000], Gen.Byte.Array[16]).Sample((site, agent, address) => VisitorKey.Make(Salt, site, address, agent).Length == 18);
}
