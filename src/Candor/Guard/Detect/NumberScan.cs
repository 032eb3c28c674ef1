using System.Collections.Frozen;

namespace Candor.Guard.Detect;

/// <summary>
/// Cuts a text into groups of letters and digits and offers every stretch of groups whose lengths fit a known way of writing
/// to the number detectors. The table look-up on the lengths keeps a text full of digits cheap.
/// </summary>
sealed class NumberScan : Detector
{
    const int MostGroups = 9;
    const int MostCharacters = 34;
    const int LeastDigits = 5;

    readonly NumberDetector[][] byLength = new NumberDetector[MostCharacters + 1][];
    readonly FrozenDictionary<ulong, NumberDetector[]> byGroups;
    readonly ulong[] beginnings = new ulong[64];

    [ThreadStatic] static List<Group>? groups;

    public NumberScan(IReadOnlyList<NumberDetector> detectors)
    {
        for (var length = 0; length <= MostCharacters; length++)
            byLength[length] = [.. detectors.Where(d => d.Lengths.Contains(length))];
        byGroups = detectors.SelectMany(d => d.Groups.Select(g => (Pattern: Pack(g), Detector: d)))
            .GroupBy(p => p.Pattern).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Detector).ToArray());
        foreach (var known in byGroups.Keys)
            for (var pattern = known; pattern != 0; pattern >>= 4)
                beginnings[Slot(pattern) >> 6] |= 1ul << (Slot(pattern) & 63);
    }

    public override Signals Needs => Signals.FewDigits;

    public override int Shortest => 8;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var cut = groups ??= [];
        cut.Clear();
        Cut(leaf.Text, cut);
        for (var i = 0; i < cut.Count;)
            i += FindFrom(leaf, cut, i, hits);
    }

    /// <summary>Looks for the longest stretch that starts with group <paramref name="first"/>; answers how many groups are done.</summary>
    int FindFrom(in Leaf leaf, List<Group> cut, int first, Hits hits)
    {
        if (first > 0 && cut[first].Joined is not ('\0' or ' ') && cut[first - 1].Digits > 0)
            return 1;

        ulong pattern = 0;
        int characters = 0, digits = 0;
        var best = 0;
        for (var n = 1; n <= MostGroups && first + n <= cut.Count; n++)
        {
            var group = cut[first + n - 1];
            characters += group.Length;
            if (characters > MostCharacters || (n > 1 && group.Joined == '\0') || (group.Digits == 0 && group.Length > 4))
                break;
            digits += group.Digits;
            pattern = pattern << 4 | (uint)Math.Min(group.Length, 15);
            if (n > 1 && !MayGoOn(pattern))
                break;
            if (digits >= LeastDigits && !ContinuesInDigits(cut, first + n)
                && Fitting(n, characters, pattern) is { Length: > 0 } detectors && Judge(leaf, cut, first, n, characters, detectors, hits))
                best = n;
        }
        return Math.Max(best, 1);
    }

    /// <summary>Some known way of writing starts with these lengths.</summary>
    bool MayGoOn(ulong pattern) => (beginnings[Slot(pattern) >> 6] >> (Slot(pattern) & 63) & 1) != 0;

    static int Slot(ulong pattern) => (int)(pattern * 0x9E3779B97F4A7C15 >> 52);

    NumberDetector[] Fitting(int count, int characters, ulong pattern) =>
        count == 1 ? byLength[characters] : byGroups.TryGetValue(pattern, out var detectors) ? detectors : [];

    static bool Judge(in Leaf leaf, List<Group> cut, int first, int count, int characters, NumberDetector[] detectors, Hits hits)
    {
        Span<char> compact = stackalloc char[characters];
        var at = 0;
        for (var i = first; i < first + count; i++)
        {
            var group = leaf.Text.Slice(cut[i].Start, cut[i].Length);
            for (var j = 0; j < group.Length; j++)
                compact[at++] = char.ToUpperInvariant(group[j]);
        }
        var start = cut[first].Start;
        var number = new NumberToken(leaf, start, cut[first + count - 1].End - start, compact, count, count > 1 ? cut[first + 1].Joined : '\0', first > 0 && cut[first].Joined == ' ' && cut[first - 1].Digits == cut[first - 1].Length);
        foreach (var detector in detectors)
            if (detector.Accepts(number))
            {
                hits.Add(start, number.Length, detector.Category, detector.Why, spreads: true);
                return true;
            }
        return false;
    }

    /// <summary>More digits hang on by a dash, a dot or a slash: what was cut out is the middle of something longer.</summary>
    static bool ContinuesInDigits(List<Group> cut, int next) => next < cut.Count && cut[next].Joined is not ('\0' or ' ') && cut[next].Digits > 0;

    static void Cut(ReadOnlySpan<char> text, List<Group> cut)
    {
        var end = -2;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var digits = 0;
            for (; i < text.Length && char.IsLetterOrDigit(text[i]); i++)
                digits += char.IsAsciiDigit(text[i]) ? 1 : 0;
            var joined = start == end + 1 && text[end] is ' ' or '-' or '.' or '/' ? text[end] : '\0';
            cut.Add(new Group(start, i - start, digits, joined));
            end = i;
        }
    }

    static ulong Pack(string lengths) => lengths.Split('-').Aggregate(0UL, (packed, length) => packed << 4 | ulong.Parse(length, System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="Joined">The separator that joins it to the group before; NUL when none or more than one character.</param>
    readonly record struct Group(int Start, int Length, int Digits, char Joined)
    {
        public int End => Start + Length;
    }
}
