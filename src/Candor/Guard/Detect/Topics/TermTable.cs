namespace Candor.Guard.Detect.Topics;

/// <summary>
/// Terms of one or more words as a tree in one hash table: an edge for each word. Finding costs one look at a bitmap for a word that starts no
/// term, and a look-up for each word that goes on in one.
/// </summary>
sealed class TermTable
{
    /// <summary>Bits of the maps that tell most words to be none: 32 KB, which stays in the nearest cache.</summary>
    const int MapBits = 18;

    readonly ulong[] keys;
    readonly int[] targets;
    readonly TermMeaning[] meanings;
    readonly bool[] goesOn;
    readonly ulong[] firstWords = new ulong[1 << MapBits - 6];
    readonly ulong[] prefixes = new ulong[1 << MapBits - 6];

    public TermTable(IReadOnlyList<Node> nodes, Dictionary<ulong, int> edges, IEnumerable<ulong> first, IEnumerable<ulong> beginnings)
    {
        meanings = [.. nodes.Select(n => n.Meaning)];
        goesOn = [.. nodes.Select(n => n.GoesOn)];
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, edges.Count * 2));
        keys = new ulong[size];
        targets = new int[size];
        foreach (var (key, target) in edges)
        {
            var slot = (int)key & (size - 1);
            while (keys[slot] != 0)
                slot = (slot + 1) & (size - 1);
            keys[slot] = key;
            targets[slot] = target;
        }
        foreach (var hash in first)
            Set(firstWords, hash);
        foreach (var hash in beginnings)
            Set(prefixes, hash);
    }

    /// <summary>One place in the tree.</summary>
    public sealed class Node
    {
        public TermMeaning Meaning { get; set; }

        public bool GoesOn { get; set; }
    }

    public TermMeaning Meaning(int node) => meanings[node];

    public bool MayBePrefix(ulong hash) => Has(prefixes, hash);

    /// <summary>Adds every term that starts with token <paramref name="first"/>.</summary>
    public void Match(ReadOnlySpan<TermToken> tokens, int first, TermMatches matches)
    {
        ref readonly var token = ref tokens[first];
        if (Has(firstWords, token.Hash) || (token.Stem != 0 && Has(firstWords, token.Stem)) || token.Prefix != 0)
            Follow(tokens, 0, first, first, matches);
        if (token.Whole != 0 && Has(firstWords, token.Whole) && Target(0, token.Whole, false) is > 0 and var node && !meanings[node].IsEmpty)
            matches.Add(node, token.WholeStart, token.End, meanings[node]);
    }

    void Follow(ReadOnlySpan<TermToken> tokens, int node, int first, int at, TermMatches matches)
    {
        ref readonly var token = ref tokens[at];
        Step(tokens, Target(node, token.Hash, false), first, at, matches);
        if (token.Stem != 0)
            Step(tokens, Target(node, token.Stem, false), first, at, matches);
        if (token.Prefix == 0)
            return;
        Step(tokens, Target(node, token.Prefix, true), first, at, matches);
        if (token.ShorterPrefix != 0)
            Step(tokens, Target(node, token.ShorterPrefix, true), first, at, matches);
        if (token.ShortestPrefix != 0)
            Step(tokens, Target(node, token.ShortestPrefix, true), first, at, matches);
    }

    void Step(ReadOnlySpan<TermToken> tokens, int node, int first, int at, TermMatches matches)
    {
        if (node == 0)
            return;
        if (!meanings[node].IsEmpty)
            matches.Add(node, tokens[first].Start, tokens[at].End, meanings[node]);
        if (goesOn[node] && at + 1 < tokens.Length)
            Follow(tokens, node, first, at + 1, matches);
    }

    /// <summary>0 for none: nothing leads to the root.</summary>
    int Target(int parent, ulong word, bool prefix)
    {
        var key = TermHash.Edge(parent, word, prefix);
        var mask = keys.Length - 1;
        for (var slot = (int)key & mask; keys[slot] != 0; slot = (slot + 1) & mask)
            if (keys[slot] == key)
                return targets[slot];
        return 0;
    }

    static void Set(ulong[] map, ulong hash) => map[hash >> 64 - MapBits + 6] |= 1ul << (int)(hash >> 64 - MapBits & 63);

    static bool Has(ulong[] map, ulong hash) => (map[hash >> 64 - MapBits + 6] >> (int)(hash >> 64 - MapBits & 63) & 1) != 0;
}
