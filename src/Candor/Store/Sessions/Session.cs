namespace Candor.Store;

/// <summary>
/// A visit: a visitor's events with no gap above <see cref="Gap"/>. Everything in it merges (smallest, largest, sum, best), so the
/// order in which its events arrive leaves no trace but the id.
/// </summary>
sealed class Session
{
    public const long Gap = 30 * 60 * 1000;

    /// <summary>0: not stored yet and not numbered.</summary>
    public ulong Id { get; set; }
    public required TextSlice Site { get; init; }
    public required ulong Visitor { get; init; }
    public required long Start { get; set; }

    /// <summary>The last sign of life, engagement included.</summary>
    public required long End { get; set; }
    public int PageViews { get; set; }

    /// <summary>Page views and other events; engagement does not count.</summary>
    public int Events { get; set; }
    public long EngagedMs { get; set; }

    /// <summary>Of its purchases.</summary>
    public double Value { get; set; }
    public TextSlice Bot { get; set; }
    public SessionMark Entry { get; set; }
    public SessionMark Exit { get; set; }

    /// <summary>Of a session that is in the store, and of any once <see cref="ExitRow"/> is looked up.</summary>
    public TextSlice ExitPath { get; set; }

    /// <summary>The row in this batch that ends it; -1 when that one is in the store.</summary>
    public int ExitRow { get; set; } = -1;

    /// <summary>How it began. Of a new or newly described session it is made when it is written; of a stored one it is read only when an event of the same instant competes.</summary>
    public SessionEntry? Description { get; set; }

    /// <summary>The row in this batch that describes it; -1 when that one is in the store.</summary>
    public int EntryRow { get; set; } = -1;

    /// <summary>As they are in the table; meaningful when it is stored.</summary>
    public long StoredStart { get; init; }
    public double StoredValue { get; init; }
    public TextSlice StoredBot { get; init; }
    public TextSlice StoredExitPath { get; init; }

    /// <summary>Of a stored one: its last page is another now.</summary>
    public bool ExitMoved => ExitRow >= 0 || ExitPath != StoredExitPath;

    /// <summary>Of a stored one: something changed that events in their order leave alone.</summary>
    public bool BeginningMoved => EntryRow >= 0 || Start != StoredStart || Value != StoredValue || Bot != StoredBot;

    /// <summary>Of a named visitor: any row that has the id's text; -1 for none.</summary>
    public int VisitorRow { get; set; } = -1;

    /// <summary>The stretch of sorted rows that it came from.</summary>
    public int FirstRow { get; set; }
    public int RowCount { get; set; }
}
