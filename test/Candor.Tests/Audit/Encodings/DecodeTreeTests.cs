using System.IO.Compression;
using System.Text;
using Candor.Audit;
using Candor.Audit.Encodings;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Encodings;

/// <summary>An address wrapped in every way that is known, in every part of a message, is found.</summary>
public sealed class DecodeTreeTests
{
    const string Mail = "jane.doe@example.com";

    public static TheoryData<string, string> Wrapped() => new()
    {
        { "plain", Mail },
        { "percent", Uri.EscapeDataString(Mail) },
        { "percent+percent", Uri.EscapeDataString(Uri.EscapeDataString(Mail)) },
        { "base64", Base64(Mail) },
        { "base64", Base64(Mail).TrimEnd('=').Replace('+', '-').Replace('/', '_') },
        { "base64", "x" + Base64(Mail) },
        { "base64", Base64("id=7&mail=" + Mail) },
        { "hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Mail)) },
        { "hex", Convert.ToHexString(Encoding.UTF8.GetBytes(Mail)) },
        { "base64+base64", Base64(Base64(Mail)) },
        { "base64+gzip", Convert.ToBase64String(Pack(Mail, s => new GZipStream(s, CompressionLevel.Optimal))) },
        { "base64+deflate", Convert.ToBase64String(Pack(Mail, s => new ZLibStream(s, CompressionLevel.Optimal))) },
        { "hex+gzip", Convert.ToHexStringLower(Pack(Mail, s => new GZipStream(s, CompressionLevel.Optimal))) },
        { "plain", $$$"""{"a":{"b":["{{{Mail}}}"]}}""" },
        { "plain", $$"""{"a":"{\"b\":\"{{Mail}}\"}"}""" },
        { "base64", Base64($$"""{"u":"{{Mail}}"}""") },
        { "base64", $"eyJhbGciOiJIUzI1NiJ9.{Base64($$"""{"sub":"{{Mail}}"}""").TrimEnd('=')}.c2lnbmF0dXJl" },
        { "codes", string.Join(',', Mail.Select(c => (int)c)) },
        { "plain", $"https://a.example/x?to={Uri.EscapeDataString(Mail)}" },
        { "plain", $"https://a.example/#/x?to={Mail}" },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void AnAddressInAQueryIsUnwrapped(string form, string value) => Holds(new Har().Document().Get($"https://t.example.net/i?d={Uri.EscapeDataString(value)}"), form);

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void AnAddressInABodyIsUnwrapped(string form, string value) =>
        Holds(new Har().Document().Post("https://t.example.net/i", "application/json", System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { ["x"] = new[] { value } })), form);

    [Fact]
    public void AFormThatAScriptJoinedIntoOneValueIsReadFieldByField()
    {
        var report = new Har().Document().Post("https://t.example.net/i", "application/json", """{"form":"email=jane.doe%40example.com&shop=Tom%26Jerry%3D1&message=I feel so alone"}""").Audit();
        var fields = report.Transmissions.Single().Fields;
        Assert.Equal(["form.email", "form.shop", "form.message"], fields.Select(f => f.Name));
        Assert.Equal("Tom&Jerry=1", fields[1].Value);
        Assert.Equal(["form-content-sent", "personal-data-sent"], report.Findings.Select(f => f.Rule).Order());
    }

    [Theory]
    [InlineData("https://t.example.net/u/jane.doe%40example.com/p.gif")]
    [InlineData("https://t.example.net/amFuZS5kb2VAZXhhbXBsZS5jb20/p.gif")]
    [InlineData("https://t.example.net/p.gif;u=jane.doe%40example.com?x=1")]
    public void AnAddressInAPathIsFound(string url) => Assert.Contains(new Har().Document().Get(url).Found(), f => f.Rule == "personal-data-sent");

    [Fact]
    public void AnAddressInACookieOrARefererOfATrackerIsFound()
    {
        var report = new Har().Document().Get("https://bat.bing.com/action/0?ti=1&evt=pageLoad", e =>
        {
            Har.Headers(e).Add(Har.Header("Cookie", $"a=1; who={Base64(Mail)}"));
            Har.Headers(e).Add(Har.Header("Referer", $"https://clinic.example.org/thanks?email={Mail}"));
        }).Audit();

        Assert.Equal(["Cookie who", "Referer?email"], report.Transmissions[0].Fields.Where(f => f.Class == FieldClass.Personal).Select(f => f.Name).Order());
    }

    [Fact]
    public void PackedBodiesOfEveryKindAreRead()
    {
        foreach (var pack in new Func<Stream, Stream>[] { s => new GZipStream(s, CompressionLevel.Optimal), s => new ZLibStream(s, CompressionLevel.Optimal), s => new DeflateStream(s, CompressionLevel.Optimal), s => new BrotliStream(s, CompressionLevel.Optimal) })
        {
            var body = BodyContents.Read(Pack($$"""{"mail":"{{Mail}}","filler":"aaaaaaaaaaaaaaaaaaaaaaaa"}""", pack), "", "");
            Assert.Equal(Mail, JsonLeaves.Read(Assert.Single(body.Json), Carrier.Body)[0].Text);
        }
    }

    [Fact]
    public void ABodyThatUnpacksToAnythingIsCutAndNotRun() =>
        Assert.True(Packed.Open(Pack(new string('a', 40 << 20), s => new GZipStream(s, CompressionLevel.Fastest)))!.Value.Bytes.Length <= (16 << 20) + (16 << 10));

    [Theory]
    [InlineData("Username")]
    [InlineData("consentmanagement")]
    [InlineData("deadbeef")]
    [InlineData("GTM-ABC123")]
    [InlineData("a,b,c,d,e,f")]
    [InlineData("1,2,3,4,5,6,7")]
    public void WordsThatOnlyLookWrappedStayAsTheyAre(string value) => Assert.Equal(value, Assert.Single(DecodeTree.Open([new Parameter("k", value, Carrier.Query)])).Text);

    static void Holds(Har har, string form) =>
        Assert.Contains(har.Audit().Transmissions.SelectMany(t => t.Fields), f => f.Class == FieldClass.Personal && f.Categories.Contains("email") && (f.Form == form || form == "percent" && f.Form == "plain"));

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static byte[] Pack(string text, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var packer = open(output))
            packer.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }
}
