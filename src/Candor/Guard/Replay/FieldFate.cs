namespace Candor.Guard.Replay;

enum FieldFate : byte
{
    /// <summary>Gone under the new policy.</summary>
    Removed,

    /// <summary>Under the new policy, less of it or a mark in its place.</summary>
    Redacted,

    /// <summary>Only the new policy keeps it, or more of it.</summary>
    Kept,
}
