using System.Runtime.CompilerServices;

namespace Candor.Store;

/// <summary>How a session began: its first page view's page, source and device (its first event's when it has no page view).</summary>
struct SessionEntry
{
    Texts texts;

    public TextSlice this[EntryText text]
    {
        readonly get => texts[(int)text];
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
        entry.Describe(batch.Arena, e[EventText.Referrer], e[EventText.Query]);
        return entry;
    }

    void Describe(TextArena arena, TextSlice referrer, TextSlice query)
    {
        var from = TrafficSource.Of(
            arena.Text(UrlParts.HostOf(arena, referrer)), arena.Text(this[EntryText.Host]), arena.Text(query));
        this[EntryText.Referrer] = arena.Add(from.Referrer);
        this[EntryText.Source] = arena.Add(from.Source);
        this[EntryText.Channel] = arena.Add(from.Channel);
        this[EntryText.UtmSource] = arena.Add(from.Campaign.Source);
        this[EntryText.UtmMedium] = arena.Add(from.Campaign.Medium);
        this[EntryText.UtmCampaign] = arena.Add(from.Campaign.Name);
        this[EntryText.UtmTerm] = arena.Add(from.Campaign.Term);
        this[EntryText.UtmContent] = arena.Add(from.Campaign.Content);
    }

    /// <summary>An order that knows only the content, so that two events of the same instant are ranked alike whichever came first.</summary>
    public static int Compare(TextArena arena, in SessionEntry a, in SessionEntry b)
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
