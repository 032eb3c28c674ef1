using System.Buffers;
using System.Text;

namespace Candor.Collect.Wire;

/// <summary>
/// The property names of one object tree: how many, and whether one comes twice in an object. Of two equal names Guard might
/// examine one and a report read the other, so the event is refused.
/// </summary>
/// <remarks>A 64-bit hash of object and name stands for the name. Comparing with all before is one vectorised search, so 255
/// names cost about 2 µs. Equal names always meet; unequal ones only by intent, and then the sender harms itself.</remarks>
ref struct PropertyNames
{
    public const int BufferSize = WireLimits.Properties + WireLimits.Depth;

    static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    readonly Span<ulong> seen;
    readonly Span<ulong> outer;
    int count;
    int depth;
    ulong opened;
    ulong scope;

    /// <param name="buffer">Of <see cref="BufferSize"/>.</param>
    public PropertyNames(Span<ulong> buffer)
    {
        seen = buffer[..WireLimits.Properties];
        outer = buffer[WireLimits.Properties..];
    }

    public void Enter()
    {
        outer[depth++] = scope;
        scope = ++opened;
    }

    public void Leave() => scope = outer[--depth];

    /// <summary>Adds a name as it stands in the JSON, or says what is wrong with it.</summary>
    public bool TryAdd(scoped ReadOnlySpan<byte> name, bool isEscaped, string field, ProblemList problems)
    {
        if (count == WireLimits.Properties)
        {
            problems.Add(field, RefusalReason.TooManyProperties, $"'{field}' has more than {WireLimits.Properties} properties. Send only what reports ask for.");
            return false;
        }
        if (name.Length > WireLimits.PropertyName && Characters(name, isEscaped) > WireLimits.PropertyName)
        {
            problems.Add(Path(name, field), RefusalReason.TooLong, $"The name of property {count + 1} in '{field}' is longer than {WireLimits.PropertyName} characters.");
            return false;
        }
        var hash = Hash(name, isEscaped);
        if (seen[..count].Contains(hash))
        {
            problems.Add(Path(name, field), RefusalReason.Duplicate, $"Property {count + 1} in '{field}' has a name that was there before in the same object. Send it once.");
            return false;
        }
        seen[count++] = hash;
        return true;
    }

    static int Characters(ReadOnlySpan<byte> name, bool isEscaped)
    {
        if (!isEscaped)
            return Encoding.UTF8.GetCharCount(name);
        // Six bytes is the longest that one character takes; the reader limits the rest to an event's size.
        if (name.Length > WireLimits.PropertyName * 6)
            return int.MaxValue;
        Span<char> text = stackalloc char[WireLimits.PropertyName * 6];
        return JsonText.Unescape(name, text, '\0');
    }

    readonly ulong Hash(scoped ReadOnlySpan<byte> name, bool isEscaped)
    {
        if (!isEscaped)
            return Hash(name);
        // "a" and "\u0061" are one name.
        Span<char> text = stackalloc char[WireLimits.PropertyName];
        Span<byte> utf8 = stackalloc byte[WireLimits.PropertyName * 3];
        var length = JsonText.Unescape(name, text, '\0');
        return Hash(utf8[..Encoding.UTF8.GetBytes(text[..length], utf8)]);
    }

    readonly ulong Hash(scoped ReadOnlySpan<byte> name)
    {
        // FNV-1a, started anew for each object.
        var hash = (14695981039346656037 ^ scope) * 1099511628211;
        foreach (var b in name)
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    /// <summary>Only a plain name is repeated in an answer; any other might be somebody's data.</summary>
    static string Path(ReadOnlySpan<byte> name, string field) =>
        name.Length is > 0 and <= 30 && !name.ContainsAnyExcept(Plain) ? $"{field}.{Encoding.ASCII.GetString(name)}" : field;
}
