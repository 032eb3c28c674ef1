using System.Net;

namespace Candor.Guard.Detect;

/// <summary>Network addresses. Not versions of four parts, and not addresses that every house has (192.168.1.1) unless the field says whose it is.</summary>
sealed class IpAddress : Detector
{
    public override Signals Needs => Signals.FewDigits | Signals.Colons;

    public override KeyKind Keys => KeyKind.Ip;

    public override int Shortest => 6;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Has(KeyKind.Version))
            return;
        FindFour(leaf, hits);
        if ((leaf.Signals & Signals.Colons) != 0)
            FindSix(leaf, hits);
    }

    static void FindFour(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        for (var from = 0; from < text.Length;)
        {
            var dot = text[from..].IndexOf('.');
            if (dot < 0)
                return;
            dot += from;
            from = dot + 1;
            var start = dot;
            while (start > 0 && dot - start < 3 && char.IsAsciiDigit(text[start - 1]))
                start--;
            if (start == dot || (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_')))
                continue;
            var end = FourEnd(text, start, out var home);
            if (end == 0)
                continue;
            from = end;
            if ((home && !leaf.Has(KeyKind.Ip)) || IsVersion(leaf, start))
                continue;
            hits.Add(start, end - start, Category.Ip, "four numbers from 0 to 255", spreads: true);
        }
    }

    /// <summary>Where four octets end; 0 when there are not exactly four.</summary>
    static int FourEnd(ReadOnlySpan<char> text, int start, out bool home)
    {
        Span<int> octets = stackalloc int[4];
        var i = start;
        home = false;
        for (var part = 0; part < 4; part++)
        {
            var first = i;
            var value = 0;
            while (i < text.Length && i - first < 3 && char.IsAsciiDigit(text[i]))
                value = value * 10 + text[i++] - '0';
            if (i == first || value > 255 || (i - first > 1 && text[first] == '0'))
                return 0;
            octets[part] = value;
            if (part < 3 && (i >= text.Length || text[i++] != '.'))
                return 0;
        }
        if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '-' || (text[i] == '.' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]))))
            return 0;
        home = octets[0] is 0 or 10 or 127 or 255 || octets is [192, 168, ..] or [169, 254, ..] || (octets[0] == 172 && octets[1] is >= 16 and <= 31)
            || octets[0] >= 224 || IsPublicResolver(octets);
        return i;
    }

    static bool IsPublicResolver(ReadOnlySpan<int> octets) => octets is [8, 8, 8, 8] or [8, 8, 4, 4] or [1, 1, 1, 1] or [1, 0, 0, 1] or [9, 9, 9, 9] or [208, 67, 222, 222] or [208, 67, 220, 220];

    /// <summary>"Version 1.2.3.4", "Chrome/120.0.0.0", "v1.2.3.4".</summary>
    static bool IsVersion(in Leaf leaf, int start) =>
        !leaf.Has(KeyKind.Ip) && ((FieldNames.Before(leaf.Text, start, reach: 20) & (KeyKind.Version | KeyKind.Thing)) != 0 || (start > 0 && leaf.Text[start - 1] == '/' && leaf.Place != Place.Path));

    static void FindSix(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        for (var i = 0; i < text.Length;)
        {
            if (!IsSix(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var colons = 0;
            for (; i < text.Length && IsSix(text[i]); i++)
                colons += text[i] == ':' ? 1 : 0;
            var run = text[start..i].TrimEnd('.');
            if (colons is < 2 or > 8 || run.Length is < 6 or > 45 || (start > 0 && char.IsLetterOrDigit(text[start - 1])) || (i < text.Length && char.IsLetterOrDigit(text[i])))
                continue;
            if ((run.Contains("::", StringComparison.Ordinal) ? run.ContainsAnyInRange('0', '9') && colons >= 3 : colons == 7) && IPAddress.TryParse(run, out _))
                hits.Add(start, run.Length, Category.Ip, "an IPv6 address", spreads: true);
        }
    }

    static bool IsSix(char c) => char.IsAsciiHexDigit(c) || c is ':' or '.';
}
