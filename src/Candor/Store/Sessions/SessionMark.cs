namespace Candor.Store;

/// <summary>Which event describes a session's beginning or end: page views before other events before engagement, then by time.</summary>
readonly record struct SessionMark(EventClass Class, long Time)
{
    /// <summary>What describes a session with so many of each.</summary>
    public static EventClass BestOf(int pageViews, int events) =>
        pageViews > 0 ? EventClass.PageView : events > 0 ? EventClass.Other : EventClass.Engagement;

    /// <summary>Negative: this one is the better beginning.</summary>
    public int CompareAsEntry(SessionMark other) => Class != other.Class ? Class.CompareTo(other.Class) : Time.CompareTo(other.Time);

    /// <summary>Negative: this one is the better end.</summary>
    public int CompareAsExit(SessionMark other) => Class != other.Class ? Class.CompareTo(other.Class) : other.Time.CompareTo(Time);
}
