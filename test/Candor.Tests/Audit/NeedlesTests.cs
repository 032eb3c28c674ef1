using System.Security.Cryptography;
using System.Text;
using Candor.Audit;

namespace Candor.Tests.Audit;

/// <summary>A typed value is known again however it is written, and nothing else is taken for it.</summary>
public sealed class NeedlesTests
{
    const string Email = "kqzjvwbnmtrpxsdf@example.com";

    static readonly MarkedValue Mark = new("email", Email, "email", FieldClass.Personal) { Core = "kqzjvwbnmtrpxsdf" };
    static readonly MarkedValue Chosen = new("topic", "second-opinion", Meaning.FormContent, FieldClass.Content) { IsWeak = true };

    readonly Needles needles = new([Mark, Chosen], ["Call the ward"]);

    public static TheoryData<string, string> Written => new()
    {
        { Email, "plain" },
        { "x=" + Email.ToUpperInvariant() + "&y", "plain" },
        { "to kqzjvwbnmtrpxsdf (at) example", "plain" },
        { new string([.. Email.Reverse()]), "reversed" },
        { Convert.ToHexString(Encoding.UTF8.GetBytes(Email)), "hex" },
        { Convert.ToBase64String(Encoding.UTF8.GetBytes(Email)), "base64" },
        { Convert.ToBase64String(Encoding.UTF8.GetBytes("a" + Email)), "base64" },
        { Convert.ToBase64String(Encoding.UTF8.GetBytes("ab" + Email + "c")), "base64" },
        { Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Email))), "sha256" },
        { Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Email.ToUpperInvariant()))), "sha256" },
        { Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(Email))), "sha512" },
        { Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Email)))[..20], "sha256" },
        { Convert.ToHexStringLower(SHA384.HashData(Encoding.UTF8.GetBytes(Email))), "sha384" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void AValueIsKnownInEveryWriting(string text, string form) =>
        Assert.Equal([(Mark, form)], needles.In($"before={text}&after"));

    [Fact]
    public void RandomTextHoldsNoValue()
    {
        for (var i = 0; i < 500; i++)
            Assert.Empty(needles.In(Convert.ToBase64String(RandomNumberGenerator.GetBytes(600)) + Convert.ToHexString(RandomNumberGenerator.GetBytes(600))));
    }

    [Fact]
    public void AWordThatThePageHasItselfCountsOnlyWholeAndUnderItsOwnName()
    {
        Assert.Same(Chosen, needles.Weak("form.topic", "second-opinion"));
        Assert.Null(needles.Weak("page", "second-opinion"));
        Assert.Empty(needles.In("second-opinion"));
        Assert.True(needles.IsPressed(" call the ward "));
        Assert.False(needles.IsPressed("call"));
    }

    [Theory]
    [InlineData("kqzjvwbnmtrpxsdf@example.com", true)]
    [InlineData("kqzjvwbmtrpxsdf@exampl.co", true)]
    [InlineData("the quick brown fox jumps over the lazy dog", false)]
    public void KeysThatWereSentOneByOneGiveTheValue(string keys, bool isTyped) => Assert.Equal(isTyped, needles.AreKeys(keys));
}
