namespace Candor.Guard.Detect.Topics;

/// <summary>Articles and particles that lose their vowel before another word: <c>l'avortement</c>, <c>dell'aborto</c>. The word behind stands for itself.</summary>
static class Elision
{
    const int Longest = 7;

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Particles = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu",
        "un", "dell", "all", "nell", "sull", "dall", "coll", "quell", "degl",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(ReadOnlySpan<char> beforeApostrophe) => beforeApostrophe.Length <= Longest && Particles.Contains(beforeApostrophe);
}
