namespace Candor.Store.ClickHouse;

/// <summary>The columns of <see cref="StoredRow"/>, oldest events first, engagement among them.</summary>
static class ClickHouseStoredEvents
{
    public const string Sql = """
        select toString(e.site), e.time, e.received, e.id, toString(e.name), e.visitor, v.id, toString(e.host), e.path, e.query, e.title, e.referrer, toString(e.country), toString(e.region),
            toString(e.device), toString(e.browser), toString(e.os), toString(e.language), toString(e.screen),
            if(e.name = 'Engagement', concat('{"page":"', toString(e.page), '","engaged_ms":', toString(e.engaged_ms), ',"scroll":', toString(e.scroll), '}'), e.props) as props,
            e.value, toString(e.currency), e.consent, e.kind, toString(e.bot), toString(e.removed), e.matching
        from signs_kept e left join visitors v on v.key = e.visitor and v.site = e.site
        where e.time >= $from and e.time < $to and ($site = '' or e.site = $site)
        order by e.time, e.id
        """;

    public static SqlParameter[] Parameters(EventSelection selection) =>
    [
        new("site", selection.Site ?? ""), new("from", selection.From?.UtcDateTime ?? new DateTime(1900, 1, 1)), new("to", selection.To?.UtcDateTime ?? new DateTime(2299, 12, 31)),
    ];
}
