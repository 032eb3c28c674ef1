using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Candor.Audit.Fields;

/// <summary>Values that are nobody's: a template's placeholder that was never filled, a word for "nothing", and the fingerprints of both.</summary>
static class Nobody
{
    static readonly string[] Nothings =
    [
        "", " ", "undefined", "null", "none", "nan", "n/a", "na", "nil", "false", "true", "0", "1", "-1", "-", "no", "yes", "unknown", "anonymous", "guest", "not set", "(not set)", "not provided", "not available",
        "missing", "empty", "[object object]", "[object Object]", "NaN", "None", "Null", "NULL", "not_set", "notset", "no-email", "noemail", "no email", "not logged in", "logged out", "loggedout", "signed out",
    ];

    static readonly string[] Placeholders =
    [
        "__insert_user_email__", "__insert_email__", "__insert_phone__", "__insert_user_phone__", "{{email}}", "{{user_email}}", "{{ email }}", "{{user.email}}", "{{customer.email}}", "{email}", "%%email%%", "%email%", "$email",
        "${email}", "<email>", "[email]", "user_email", "insert_email_here", "your_email", "your-email", "youremail", "email", "%%phone%%", "{{phone}}", "phone", "first_name", "last_name", "{{first_name}}", "{{last_name}}",
        "%%first_name%%", "__insert_first_name__", "__insert_last_name__", "*|EMAIL|*", "*|email|*", "%%emailaddr%%", "[[email]]", "#EMAIL#", "#email#",
    ];

    static readonly SearchValues<char> TemplateSigns = SearchValues.Create("_{%$<[*#");

    static readonly FrozenDictionary<string, string> Hashes = AllHashes();

    /// <summary>Why the value tells nothing; null when it may tell something.</summary>
    public static string? Why(ReadOnlySpan<char> value)
    {
        value = value.Trim().Trim("\"'");
        if (value.IsEmpty)
            return "empty";
        if (IsPlaceholder(value))
            return "a placeholder that was never filled: nobody's data";
        foreach (var nothing in Nothings)
            if (value.Equals(nothing, StringComparison.OrdinalIgnoreCase))
                return "says that there is none: nobody's data";
        return null;
    }

    /// <summary>Why the fingerprint is nobody's; null when it may be somebody's.</summary>
    public static string? WhyHash(string hash) => Hashes.TryGetValue(hash.Trim(), out var of)
        ? of.Trim().Length == 0 ? "the fingerprint of an empty text: nobody's data" : $"the fingerprint of \"{of}\": nobody's data"
        : null;

    static bool IsPlaceholder(ReadOnlySpan<char> value)
    {
        foreach (var placeholder in Placeholders)
            if (placeholder.Length > 5 && placeholder.AsSpan().ContainsAny(TemplateSigns) && value.Equals(placeholder, StringComparison.OrdinalIgnoreCase))
                return true;
        return value.Length is > 4 and < 80 && !value.Contains('@') && (value.StartsWith("__", StringComparison.Ordinal) && value.EndsWith("__", StringComparison.Ordinal) || value.StartsWith("{{", StringComparison.Ordinal) && value.EndsWith("}}", StringComparison.Ordinal)
            || value.StartsWith("${", StringComparison.Ordinal) && value[^1] == '}' || value.StartsWith("%%", StringComparison.Ordinal) && value.EndsWith("%%", StringComparison.Ordinal) || value.StartsWith("[[", StringComparison.Ordinal) && value.EndsWith("]]", StringComparison.Ordinal)
            || value.StartsWith("*|", StringComparison.Ordinal) && value.EndsWith("|*", StringComparison.Ordinal) || value.StartsWith("<%", StringComparison.Ordinal) && value.EndsWith("%>", StringComparison.Ordinal));
    }

    static FrozenDictionary<string, string> AllHashes()
    {
        var hashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in Nothings.Concat(Placeholders))
            foreach (var form in new[] { text, text.ToLowerInvariant(), text.ToUpperInvariant() })
            {
                var bytes = Encoding.UTF8.GetBytes(form);
                var sha256 = SHA256.HashData(bytes);
                hashes.TryAdd(Convert.ToHexStringLower(sha256), text);
                hashes.TryAdd(Convert.ToBase64String(sha256), text);
                hashes.TryAdd(System.Buffers.Text.Base64Url.EncodeToString(sha256), text);
#pragma warning disable CA5350, CA5351 // What trackers use, recognised here.
                hashes.TryAdd(Convert.ToHexStringLower(SHA1.HashData(bytes)), text);
                hashes.TryAdd(Convert.ToHexStringLower(MD5.HashData(bytes)), text);
#pragma warning restore CA5350, CA5351
                hashes.TryAdd(Convert.ToHexStringLower(SHA512.HashData(bytes)), text);
            }
        return hashes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
