using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Candor.Guard.Detect;

namespace Candor.Guard;

/// <summary>Words that are base64 or hexadecimal for a text in which something is found.</summary>
static class EncodedText
{
    const int Least = 12;

    public static void Find(Examination x, in Leaf leaf)
    {
        var text = leaf.Text;
        for (var i = 0; i < text.Length;)
        {
            var start = text[i..].IndexOfAny(Base64Characters);
            if (start < 0)
                return;
            start += i;
            var length = text[start..].IndexOfAnyExcept(Base64Characters);
            i = length < 0 ? text.Length : start + length;
            var padded = i;
            while (padded < text.Length && padded < i + 2 && text[padded] == '=')
                padded++;
            if (i - start >= Least && (Hexadecimal(x, leaf, text[start..i]) || Base64(x, leaf, text[start..i])))
                x.Hits.Add(start, padded - start, x.LastCategory, "", spreads: false);
        }
    }

    static bool Hexadecimal(Examination x, in Leaf leaf, ReadOnlySpan<char> word)
    {
        if (word.Length % 2 != 0 || word.ContainsAnyExcept(HexCharacters) || !IsText(word[..Least]))
            return false;
        return Decoded(x, leaf, word, "hex", static (from, to) => Convert.FromHexString(from, to, out _, out var written) == OperationStatus.Done ? written : 0);

        static bool IsText(ReadOnlySpan<char> head)
        {
            Span<byte> bytes = stackalloc byte[Least / 2];
            return Convert.FromHexString(head, bytes, out _, out _) == OperationStatus.Done && !HasControls(bytes);
        }
    }

    static bool Base64(Examination x, in Leaf leaf, ReadOnlySpan<char> word)
    {
        Span<char> head = stackalloc char[Least];
        Plain(word[..Least], head);
        Span<byte> bytes = stackalloc byte[Least];
        if (!Convert.TryFromBase64Chars(head, bytes, out var count) || HasControls(bytes[..count]))
            return false;
        return Decoded(x, leaf, word, "base64", static (from, to) =>
        {
            var url = ArrayPool<char>.Shared.Rent(from.Length);
            for (var i = 0; i < from.Length; i++)
                url[i] = from[i] switch { '+' => '-', '/' => '_', var c => c };
            // A single character left over encodes nothing.
            var whole = from.Length % 4 == 1 ? from.Length - 1 : from.Length;
            var status = Base64Url.DecodeFromChars(url.AsSpan(0, whole), to, out _, out var written);
            ArrayPool<char>.Shared.Return(url);
            return status == OperationStatus.Done ? written : 0;
        });
    }

    static void Plain(ReadOnlySpan<char> word, Span<char> plain)
    {
        for (var i = 0; i < word.Length; i++)
            plain[i] = word[i] switch { '-' => '+', '_' => '/', var c => c };
    }

    delegate int Decode(ReadOnlySpan<char> from, Span<byte> to);

    static bool Decoded(Examination x, in Leaf leaf, ReadOnlySpan<char> word, string name, Decode decode)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(word.Length);
        var chars = ArrayPool<char>.Shared.Rent(word.Length);
        try
        {
            var count = decode(word, bytes);
            if (count == 0 || HasControls(bytes.AsSpan(0, count)) || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, count)))
                return false;
            var length = Encoding.UTF8.GetChars(bytes.AsSpan(0, count), chars);
            var before = x.Path.Push(name);
            var found = TextWalk.Examine(x, chars.AsSpan(0, length), leaf.Key, Place.Property) is not null;
            x.Path.Back(before);
            return found;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <summary>Bytes that no text has; most words are no base64, and these show it at once.</summary>
    static bool HasControls(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            if (b is < 9 or > 13 and < 32 or 127 or 0xC0 or 0xC1 or > 0xF4)
                return true;
        return false;
    }

    static readonly SearchValues<char> Base64Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
    static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdefABCDEF");
}
