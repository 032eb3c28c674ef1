namespace Candor.Store;

/// <summary>A stored session in numbers (80 bytes): what most events that continue it need. Times in milliseconds since 1970 UTC.</summary>
struct KnownSession
{
    public ulong Id;
    public long Start;
    public long End;

    /// <summary>No other stored session of this visitor ends then or later.</summary>
    public long Since;
    public long EntryTime;
    public long ExitTime;
    public long EngagedMs;
    public double Value;
    public int PageViews;
    public int Events;

    /// <summary>Its name is a text, and so only in the table.</summary>
    public bool HasBot;

    public static KnownSession Of(Session session, long since) => new()
    {
        Id = session.Id, Start = session.Start, End = session.End, Since = since, EntryTime = session.Entry.Time, ExitTime = session.Exit.Time,
        EngagedMs = session.EngagedMs, Value = session.Value, PageViews = session.PageViews, Events = session.Events, HasBot = !session.Bot.IsEmpty,
    };

    /// <summary>Without texts: whoever takes it knows that none of them will be asked for.</summary>
    public readonly Session ToSession(ulong visitor, TextSlice site)
    {
        var best = SessionMark.BestOf(PageViews, Events);
        return new Session
        {
            Id = Id, Site = site, Visitor = visitor, Start = Start, StoredStart = Start, End = End, PageViews = PageViews, Events = Events,
            EngagedMs = EngagedMs, Value = Value, StoredValue = Value, Entry = new(best, EntryTime), Exit = new(best, ExitTime),
        };
    }
}
