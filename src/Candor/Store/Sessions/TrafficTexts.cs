using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Candor.Store;

/// <summary>The traffic source of each combination of referrer, page host and query that a batch meets: visits come from few places, so most are told once.</summary>
sealed class TrafficTexts(TextArena arena)
{
    readonly Dictionary<ulong, SessionEntry> known = [];

    public void Describe(SessionEntry entry, TextSlice referrerHost, TextSlice query)
    {
        ref var texts = ref CollectionsMarshal.GetValueRefOrAddDefault(known, Key(referrerHost, entry[EntryText.Host], query), out _);
        texts ??= Told(TrafficSource.Of(arena.Text(referrerHost), arena.Text(entry[EntryText.Host]), arena.Text(query)));
        for (var text = EntryText.Referrer; text <= EntryText.UtmContent; text++)
            entry[text] = texts[text];
    }

    /// <summary>With the arena's texts, what was told of them goes.</summary>
    public void Clear() => known.Clear();

    ulong Key(TextSlice referrerHost, TextSlice host, TextSlice query)
    {
        Span<byte> text = stackalloc byte[512];
        var length = referrerHost.Length + host.Length + query.Length + 2;
        if (length > text.Length)
            text = new byte[length];
        arena[referrerHost].CopyTo(text);
        text[referrerHost.Length] = 0;
        arena[host].CopyTo(text[(referrerHost.Length + 1)..]);
        text[referrerHost.Length + 1 + host.Length] = 0;
        arena[query].CopyTo(text[(referrerHost.Length + host.Length + 2)..]);
        return XxHash64.HashToUInt64(text[..length]);
    }

    SessionEntry Told(TrafficSource from) => new()
    {
        [EntryText.Referrer] = arena.Add(from.Referrer),
        [EntryText.Source] = arena.Add(from.Source),
        [EntryText.Channel] = arena.Add(from.Channel),
        [EntryText.UtmSource] = arena.Add(from.Campaign.Source),
        [EntryText.UtmMedium] = arena.Add(from.Campaign.Medium),
        [EntryText.UtmCampaign] = arena.Add(from.Campaign.Name),
        [EntryText.UtmTerm] = arena.Add(from.Campaign.Term),
        [EntryText.UtmContent] = arena.Add(from.Campaign.Content),
    };
}
