using Candor.Analyze.Withheld;

namespace Candor.Analyze.Novelties;

/// <summary>
/// Looks back from now and ignores the request's dates and filters: the last seven days beside the thirty before them. Nothing is remembered
/// from one time to the next, so what has been sent for seven days is no longer new.
/// </summary>
sealed class NoveltyReport() : Report<IReadOnlyList<Novelty>>("new-data", "What does the site send that it did not send before?", ReportJson.Readable.IReadOnlyListNovelty)
{
    const int LastDays = 7, DaysBefore = 30;

    /// <summary>Fewer are chance.</summary>
    const int LeastOfARise = 50;

    const double LeastRatio = 5;

    public override async Task<IReadOnlyList<Novelty>> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var now = source.Clock.GetUtcNow().UtcDateTime;
        // The end is open a little: a sender's clock may be ahead of ours.
        var sql = new NoveltySql(source.Store, request.Site, now.AddDays(-LastDays - DaysBefore), now.AddDays(-LastDays), now.AddMinutes(5));
        if (!await sql.HasPastAsync(cancellationToken))
            return [];
        var withheld = sql.WithheldAsync(cancellationToken);
        var names = sql.NamesAsync(cancellationToken);
        var properties = sql.PropertiesAsync(cancellationToken);
        await Task.WhenAll(withheld, names, properties);

        var newNames = (await names).Select(n => n.Event).ToHashSet(StringComparer.Ordinal);
        var found = Sensitive(await withheld).Concat(Rises(await withheld))
            .Concat((await names).Select(n => new Novelty(NoveltyKind.Event, At(n.First), n.Event, "", "", "", false, n.Events, 0)))
            .Concat((await properties).Where(p => !newNames.Contains(p.Event)).Select(p => new Novelty(NoveltyKind.Property, At(p.First), p.Event, "", p.Property, "", false, p.Events, 0)));
        return [.. found.OrderBy(n => n.Kind).ThenByDescending(n => n.Events).ThenBy(n => n.Event, StringComparer.Ordinal).ThenBy(n => n.Field, StringComparer.Ordinal)
            .Take(request.Limit).Select(n => n with { Sentence = NoveltySentence.Of(n, request.Zone) })];
    }

    /// <summary>By event, field and category; the parts of the site where it is new are told apart only where there is one.</summary>
    static IEnumerable<Novelty> Sensitive(IReadOnlyList<(string Event, string Page, WithheldPart Part, long Later, long Earlier, long First)> rows) => rows
        .GroupBy(r => (r.Event, r.Page, r.Part))
        .Where(g => g.Sum(r => r.Earlier) == 0 && g.Sum(r => r.Later) > 0)
        .GroupBy(g => (g.Key.Event, g.Key.Part))
        .Select(g => new Novelty(NoveltyKind.Sensitive, At(g.SelectMany(p => p).Where(r => r.Later > 0).Min(r => r.First)), g.Key.Event, g.Count() == 1 ? g.Single().Key.Page : "",
            g.Key.Part.Field, g.Key.Part.Category, g.Key.Part.InPage, g.Sum(p => p.Sum(r => r.Later)), 0));

    static IEnumerable<Novelty> Rises(IReadOnlyList<(string Event, string Page, WithheldPart Part, long Later, long Earlier, long First)> rows) => rows
        .GroupBy(r => (r.Event, r.Part.Category))
        // Of several fields the one that has most: an event with two would count twice.
        .Select(g => g.GroupBy(r => r.Part).MaxBy(f => f.Sum(r => r.Later))!)
        .Select(f => new Novelty(NoveltyKind.Rise, At(f.Max(r => r.First)), f.First().Event, "", f.Key.Field, f.Key.Category, f.Key.InPage, f.Sum(r => r.Later), f.Sum(r => r.Earlier)))
        .Where(n => n.Before > 0 && n.Events >= LeastOfARise && NoveltySentence.Ratio(n) >= LeastRatio);

    static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
