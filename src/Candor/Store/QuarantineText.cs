using System.Text;
using System.Text.Unicode;

namespace Candor.Store;

/// <summary>A quarantined line as text that gives back its very bytes: itself when it is UTF-8, else in base64 behind a prefix that no JSON has.</summary>
static class QuarantineText
{
    const string Prefix = "base64:";

    public static string Of(byte[] line) => Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : Prefix + Convert.ToBase64String(line);

    public static byte[] ToLine(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(text[Prefix.Length..]) : Encoding.UTF8.GetBytes(text);
}
