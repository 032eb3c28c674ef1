using System.Text;
using Candor.Tests.Support;
using CsCheck;

namespace Candor.Tests.Audit.Recordings;

public sealed class HarFuzzTests
{
    static readonly byte[] Sound = Encoding.UTF8.GetBytes(new Har().Page("page_1", "Title").Document()
        .Get("https://www.facebook.com/tr/?id=1&ev=PageView&dl=https%3A%2F%2Fclinic.example.org%2F&udff[em]=8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d")
        .Post("https://analytics.tiktok.com/api/v2/pixel", "application/json", """{"event":"a","context":{"pixel":{"code":"C"},"user":{"email":"x"}}}""")
        .Post("https://region1.google-analytics.com/g/collect?v=2&tid=G-1", "text/plain", "en=a\nen=b").Text());

    [Fact]
    public void ARecordingDamagedAnywhereIsReadOrRefusedAndNeverCrashes() =>
        Gen.Select(Gen.Int[0, Sound.Length - 1], Gen.Byte, Gen.Int[0, 40], Gen.Int[0, 3]).Array[1, 6].Sample(damages =>
        {
            var bytes = Sound.ToList();
            foreach (var (at, value, length, kind) in damages)
            {
                var place = Math.Min(at, bytes.Count - 1);
                if (place < 0)
                    break;
                switch (kind)
                {
                    case 0:
                        bytes[place] = value;
                        break;
                    case 1:
                        bytes.RemoveRange(place, Math.Min(length, bytes.Count - place));
                        break;
                    case 2:
                        bytes.Insert(place, value);
                        break;
                    default:
                        bytes.InsertRange(place, "{}[]\",:\\u"u8.ToArray());
                        break;
                }
            }
            return Reads([.. bytes]);
        }, iter: 1500);

    [Fact]
    public void ARecordingCutOffAnywhereIsReadAsFarAsItGoes()
    {
        for (var length = 0; length < Sound.Length; length += 7)
            Assert.True(Reads(Sound[..length]));
    }

    [Fact]
    public void DeepAndWideNonsenseIsPassedOver()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var text = Encoding.UTF8.GetString(Sound).Replace("\"cache\":{}", $"\"cache\":{deep}", StringComparison.Ordinal);

        Assert.Equal(4, Har.Audit(Encoding.UTF8.GetBytes(text)).Transmissions.Count);
    }

    [Fact]
    public void ValuesOfRandomCharactersNeverCrashADecoder() =>
        Gen.String.Sample(text =>
        {
            var report = new Har().Document().Get("https://t.example.net/c?d=" + Uri.EscapeDataString(text.Where(c => !char.IsSurrogate(c)).Aggregate("", (a, c) => a + c)))
                .Post("https://www.facebook.com/tr/", "text/plain", text).Audit();
            return report.Requests == 3;
        }, iter: 800);

    static bool Reads(byte[] bytes)
    {
        try
        {
            return Reporting.Json(Har.Audit(bytes)).Length > 0;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
