using System.Runtime.CompilerServices;

namespace Candor.Store;

/// <summary>How a session began: its first page view's page, source and device (its first event's when it has no page view).</summary>
sealed class SessionEntry
{
    Texts texts;

    public TextSlice this[EntryText text]
    {
        get => texts[(int)text];
        set => texts[(int)text] = value;
    }

    public static SessionEntry Of(EventBatch batch, int row)
    {
        ref var e = ref batch[row];
        var entry = new SessionEntry
        {
            [EntryText.Host] = e[EventText.Host],
            [EntryText.Path] = e[EventText.Path],
            [EntryText.Country] = e[EventText.Country],
            [EntryText.Region] = e[EventText.Region],
            [EntryText.Device] = e[EventText.Device],
            [EntryText.Browser] = e[EventText.Browser],
            [EntryText.Os] = e[EventText.Os],
            [EntryText.Language] = e[EventText.Language],
        };
        batch.Traffic.Describe(entry, UrlParts.HostOf(batch.Arena, e[EventText.Referrer]), e[EventText.Query]);
        return entry;
    }

    /// <summary>An order that knows only the content, so that two events of the same instant are ranked alike whichever came first.</summary>
    public static int Compare(TextArena arena, SessionEntry a, SessionEntry b)
    {
        for (var text = EntryText.Host; text <= EntryText.Language; text++)
            if (arena[a[text]].SequenceCompareTo(arena[b[text]]) is not 0 and var order)
                return order;
        return 0;
    }

    [InlineArray(16)]
    struct Texts
    {
        TextSlice first;
    }
}
