namespace Candor.Guard.Detect.Topics;

/// <summary>One word of a text as hashes of its folded letters: nothing is copied.</summary>
struct TermToken
{
    public ulong Hash;

    /// <summary>Without a final s; 0 where there is none.</summary>
    public ulong Stem;

    /// <summary>Beginnings of the word that some term ends with a star; the longest first, 0 for none.</summary>
    public ulong Prefix, ShorterPrefix, ShortestPrefix;

    /// <summary>All words of a run of letters that capitals divide (<c>BetterHelp</c>), at the last of them; 0 elsewhere.</summary>
    public ulong Whole;

    public int Start;
    public int End;

    /// <summary>Where the run of letters starts that this word ends.</summary>
    public int WholeStart;
}
