using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Candor.Guard;
using Candor.Sites;

namespace Candor.Dashboard;

/// <summary>Tells open pages that something new came in; they then fetch themselves again, so that there is one way to draw a page.</summary>
static class ChangesApi
{
    /// <summary>How often a page may be told, and how long the store takes to have what the collector took.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>Silence that proxies accept.</summary>
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public static void MapChanges(this IEndpointRouteBuilder routes) => routes.MapGet("/sites/{site}/changes", Follow);

    static IResult Follow(string site, HttpContext context, SiteDirectory sites, VerdictFeed feed, TimeProvider clock, IHostApplicationLifetime server)
    {
        if (sites.Find(site) is null)
            return TypedResults.NotFound();
        var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        context.Response.RegisterForDispose(either);
        return TypedResults.ServerSentEvents(ChangesAsync(site, feed, clock, either.Token));
    }

    /// <summary>The number of the newest verdict, each time it has grown, once more when the store has caught up, and now and then to keep the line open.</summary>
    static async IAsyncEnumerable<SseItem<string>> ChangesAsync(string site, VerdictFeed feed, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = Newest(feed, site);
        yield return new SseItem<string>(Text(seen), "open");
        var (told, settle) = (clock.GetTimestamp(), false);
        while (await Pulse.NextAsync(Pace, clock, cancellationToken))
        {
            var newest = Newest(feed, site);
            if (newest != seen || settle)
            {
                (settle, seen, told) = (newest != seen, newest, clock.GetTimestamp());
                yield return new SseItem<string>(Text(newest), "change");
            }
            else if (clock.GetElapsedTime(told) > Heartbeat)
            {
                told = clock.GetTimestamp();
                yield return new SseItem<string>(Text(newest), "still");
            }
        }
    }

    static long Newest(VerdictFeed feed, string site) => feed.Last(site, 1) is [var entry, ..] ? entry.Number : 0;

    static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
