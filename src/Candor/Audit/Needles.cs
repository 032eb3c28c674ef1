using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Candor.Audit;

/// <summary>
/// Marked values in all the shapes in which they may leave, searched for at once: as they are in any case, backwards, in hexadecimal, in
/// base64 at every offset, and as fingerprints of them and of their usual variants, whole or cut.
/// </summary>
sealed class Needles
{
    /// <summary>Fingerprints are known by as many of their first characters: some cut them.</summary>
    const int Start = 16;

    const int ShortestButton = 3;

    readonly Dictionary<string, (MarkedValue Mark, string Form)> known = new(StringComparer.OrdinalIgnoreCase);
    readonly SearchValues<string> all;
    readonly Dictionary<char, int[]> lengths;
    readonly List<MarkedValue> weak, typed;
    readonly HashSet<string> pressed;

    /// <param name="marks">What was typed and chosen.</param>
    /// <param name="pressed">Texts of the buttons that were pressed.</param>
    public Needles(IReadOnlyList<MarkedValue> marks, IEnumerable<string> pressed)
    {
        this.pressed = pressed.Where(t => t.Length >= ShortestButton).ToHashSet(StringComparer.OrdinalIgnoreCase);
        typed = [.. marks.Where(m => !m.IsWeak)];
        foreach (var mark in marks.Where(m => !m.IsWeak && m.Value.Length >= MarkedValue.Shortest))
        {
            Text(mark, mark.Value, "plain");
            if (mark.Core.Length >= MarkedValue.Shortest)
                Text(mark, mark.Core, "plain");
            foreach (var variant in Variants(mark.Value))
                Fingerprints(mark, variant);
        }
        weak = [.. marks.Where(m => m.IsWeak)];
        all = SearchValues.Create([.. known.Keys], StringComparison.OrdinalIgnoreCase);
        lengths = known.Keys.GroupBy(k => char.ToLowerInvariant(k[0])).ToDictionary(g => g.Key, g => g.Select(k => k.Length).Distinct().OrderDescending().ToArray());
    }

    public bool IsEmpty => known.Count == 0 && weak.Count == 0 && pressed.Count == 0;

    /// <summary>The marked values in a text, each once.</summary>
    public IEnumerable<(MarkedValue Mark, string Form)> In(string text)
    {
        var found = new HashSet<MarkedValue>();
        for (var at = 0; at < text.Length;)
        {
            if (known.Count == 0 || text.AsSpan(at).IndexOfAny(all) is not (>= 0 and var next))
                break;
            at += next;
            if (At(text, at) is { } hit && found.Add(hit.Mark))
                yield return hit;
            at++;
        }
    }

    /// <summary>A value that is exactly what was chosen or typed, under the field's own name.</summary>
    public MarkedValue? Weak(string name, string value) =>
        weak.Find(m => m.Value == value && m.Field.Length > 0 && name.Contains(m.Field, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a button that the visitor pressed.</summary>
    public bool IsPressed(string value) => pressed.Contains(value.Trim());

    /// <summary>
    /// Whether keys that were sent one by one are what was typed into one field. Some are missing where a page asks for the same picture
    /// twice, and others stand between them.
    /// </summary>
    public bool AreKeys(string keys) => typed.Exists(m => m.Value.Length >= MarkedValue.Shortest && Common(keys, m.Value) >= Math.Max(MarkedValue.Shortest, m.Value.Length * 6 / 10));

    /// <summary>The longest common subsequence of the typed value with any stretch of twice its length.</summary>
    static int Common(string keys, string value)
    {
        var best = 0;
        for (var from = 0; from < keys.Length && (from == 0 || from + value.Length <= keys.Length); from += value.Length)
        {
            var row = new int[value.Length + 1];
            foreach (var key in keys.AsSpan(from, Math.Min(value.Length * 2, keys.Length - from)))
                for (int i = 1, before = 0; i <= value.Length; i++)
                    (before, row[i]) = (row[i], char.ToUpperInvariant(key) == char.ToUpperInvariant(value[i - 1]) ? before + 1 : Math.Max(row[i], row[i - 1]));
            best = Math.Max(best, row[^1]);
        }
        return best;
    }

    (MarkedValue Mark, string Form)? At(string text, int at)
    {
        foreach (var length in lengths[char.ToLowerInvariant(text[at])])
            if (at + length <= text.Length && known.TryGetValue(text.Substring(at, length), out var hit))
                return hit;
        return null;
    }

    void Text(MarkedValue mark, string value, string form)
    {
        Add(value, mark, form);
        Add(new string([.. value.Reverse()]), mark, "reversed");
        Add(string.Concat(value.Select(c => char.IsAsciiLetter(c) ? (char)((char.ToLowerInvariant(c) - 'a' + 13) % 26 + 'a') : c)), mark, "rot13");
        foreach (var written in new[] { value, value.ToLowerInvariant(), value.ToUpperInvariant() }.Distinct())
        {
            var bytes = Encoding.UTF8.GetBytes(written);
            Add(Convert.ToHexStringLower(bytes), mark, "hex");
            foreach (var part in Base64Parts(bytes))
                Add(part, mark, "base64");
        }
    }

    /// <summary>What base64 makes of the bytes wherever they stand: the middle, which does not depend on its neighbours.</summary>
    static IEnumerable<string> Base64Parts(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Base64Url.EncodeToString([.. new byte[offset], .. bytes]);
            var from = offset == 0 ? 0 : offset + 1;
            var whole = (offset + bytes.Length) / 3 * 4;
            if (whole - from >= 10)
                yield return text[from..whole];
        }
    }

    static IEnumerable<string> Variants(string value)
    {
        var variants = new List<string> { value, value.ToLowerInvariant(), value.ToUpperInvariant() };
        if (value.StartsWith('+'))
            variants.AddRange([value[1..], "00" + value[1..], "0" + value[3..], value[3..]]);
        return variants.Distinct();
    }

    void Fingerprints(MarkedValue mark, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        foreach (var (form, hash) in Hashes(bytes))
        {
            Fingerprint(mark, form, hash);
            foreach (var (outer, again) in Hashes(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))))
                Fingerprint(mark, outer, again);
        }
    }

    void Fingerprint(MarkedValue mark, string form, byte[] hash)
    {
        Add(Convert.ToHexStringLower(hash)[..Start], mark, form);
        Add(Base64Url.EncodeToString(hash)[..Start], mark, form);
        // Wrapped once more: the base64 of the hexadecimal digits.
        Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)))[..24], mark, form);
    }

    static IEnumerable<(string Form, byte[] Hash)> Hashes(byte[] bytes) =>
    [
#pragma warning disable CA5350, CA5351 // Others made these fingerprints; here they are only recognised.
        ("md5", MD5.HashData(bytes)), ("sha1", SHA1.HashData(bytes)),
#pragma warning restore CA5350, CA5351
        ("sha256", SHA256.HashData(bytes)), ("sha384", SHA384.HashData(bytes)), ("sha512", SHA512.HashData(bytes)),
    ];

    /// <summary>Base64 with either pair of signs.</summary>
    void Add(string needle, MarkedValue mark, string form)
    {
        if (needle.Length < MarkedValue.Shortest)
            return;
        known.TryAdd(needle, (mark, form));
        if (form != "plain" && needle.AsSpan().ContainsAny('-', '_'))
            known.TryAdd(needle.Replace('-', '+').Replace('_', '/'), (mark, form));
    }
}
