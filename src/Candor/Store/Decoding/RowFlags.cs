namespace Candor.Store;

/// <summary>What few rows have.</summary>
[Flags]
enum RowFlags : byte
{
    None = 0,
    Bot = 1,
    Purchase = 2,

    /// <summary>The visitor id outlives the day, so its text is kept.</summary>
    NamedVisitor = 4,
}
