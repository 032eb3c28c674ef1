
namespace Candor.Store;

/// <summary>What a row has that its line does not say: the address in parts, the kind of event, the visitor's key.</summary>
static class RowParts
{
    const long FirstTime = -62135596800000, LastTime = 253402300799999;

    /// <summary>Between the years 1 and 9999, where every part of the program can tell a date.</summary>
    public static bool IsTime(long milliseconds) => milliseconds is >= FirstTime and <= LastTime;

    public static void Fill(TextArena arena, TextSlice url, TextSlice referrer, ref EventRow row)
    {
        UrlParts.Page(arena, url, out row[EventText.Host], out row[EventText.Path], out row[EventText.Query]);
        row[EventText.Referrer] = UrlParts.Referrer(arena, referrer);
        Class(arena, ref row);
        if (row.Class == EventClass.Engagement)
            EngagementProps.Read(arena[row[EventText.Props]], ref row);
        row.Visitor = VisitorHash.Of(arena[row[EventText.Site]], arena[row[EventText.Visitor]]);
    }

    /// <summary>The kind of event, and what few have.</summary>
    public static void Class(TextArena arena, ref EventRow row)
    {
        row.Class = ClassOf(arena[row[EventText.Name]]);
        var visitor = arena[row[EventText.Visitor]];
        row.Flags = (visitor.IsEmpty || visitor.StartsWith("d."u8) ? RowFlags.None : RowFlags.NamedVisitor)
            | (row[EventText.Bot].IsEmpty ? RowFlags.None : RowFlags.Bot)
            | (!double.IsNaN(row.Value) && arena[row[EventText.Name]].SequenceEqual("Purchase"u8) ? RowFlags.Purchase : RowFlags.None);
    }

    static EventClass ClassOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("PageView"u8) ? EventClass.PageView : name.SequenceEqual("Engagement"u8) ? EventClass.Engagement : EventClass.Other;
}
