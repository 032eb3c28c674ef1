using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Candor.Tests.Support;

/// <summary>
/// Pages that send events one after the other and try again, with the same id, what was not acknowledged. They outlive the server:
/// what they remember is what the store is judged by.
/// </summary>
/// <param name="count">How many send at once to each server.</param>
/// <param name="pause">Between an answer and the next request.</param>
/// <param name="again">One event in so many is sent once more although it was acknowledged, to whichever server; 0 for none.</param>
/// <param name="alsoDropped">With each request goes an event named Debug, for the policy to drop.</param>
sealed class Senders(string site, int count, int seed, TimeSpan pause = default, int again = 0, bool alsoDropped = false)
{
    readonly ConcurrentDictionary<Guid, bool> acknowledged = new();
    readonly ConcurrentBag<Guid> unanswered = [];
    readonly ConcurrentQueue<Guid> toRepeat = [];
    readonly ConcurrentDictionary<Guid, bool> repeated = new();
    readonly Random random = new(seed);
    int tried, counted;
    volatile TaskCompletionSource firstAnswer = new();

    /// <summary>Every id that was ever sent, with whether it was acknowledged.</summary>
    public IReadOnlyDictionary<Guid, bool> Sent => acknowledged;

    /// <summary>Events named Debug, for the policy to drop: one in every request. Nothing of them can be known again, so each try counts.</summary>
    public (int Acknowledged, int Tried) Dropped => (counted, tried);

    /// <summary>Waits for the first acknowledgement since <see cref="SendAsync"/> was called.</summary>
    public Task FirstAnswerAsync(CancellationToken cancellationToken) => firstAnswer.Task.WaitAsync(cancellationToken);

    /// <summary>Sends until the server is gone or the time is up.</summary>
    public Task SendAsync(HttpClient http, CancellationToken cancellationToken)
    {
        firstAnswer = new TaskCompletionSource();
        return Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Run(() => SendAllAsync(http, n, cancellationToken), CancellationToken.None)));
    }

    async Task SendAllAsync(HttpClient http, int sender, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var events = Next(sender);
            foreach (var id in events)
                acknowledged.TryAdd(id, false);
            Interlocked.Increment(ref tried);
            if (await TrySendAsync(http, events, cancellationToken))
            {
                Interlocked.Increment(ref counted);
                foreach (var id in events)
                    acknowledged[id] = true;
                if (again > 0 && events[0].ToByteArray()[0] % again == 0 && repeated.TryAdd(events[0], true))
                    toRepeat.Enqueue(events[0]);
                firstAnswer.TrySetResult();
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, CancellationToken.None);
            }
            else
            {
                foreach (var id in events)
                    unanswered.Add(id);
                return;
            }
        }
    }

    /// <summary>What was not answered before goes first; the rest are new, alone or a few at a time.</summary>
    List<Guid> Next(int sender)
    {
        var events = new List<Guid>();
        for (var i = sender % 4 == 0 ? 10 : 1; i > 0; i--)
            events.Add(unanswered.TryTake(out var id) || toRepeat.TryDequeue(out id) ? id : NewId());
        return events;
    }

    /// <summary>One of several visitors: not the same one when the same event is sent again.</summary>
    string Browser()
    {
        lock (random)
            return $"Mozilla/5.0 (X11; Linux x86_64; rv:{100 + random.Next(40)}.0) Gecko/20100101 Firefox/{100 + random.Next(40)}.0";
    }

    Guid NewId()
    {
        var bytes = new byte[16];
        lock (random)
            random.NextBytes(bytes);
        return new Guid(bytes);
    }

    async Task<bool> TrySendAsync(HttpClient http, List<Guid> events, CancellationToken cancellationToken)
    {
        var body = string.Join('\n', events.Select(id => $$"""{"site":"{{site}}","id":"{{id}}","name":"PageView","url":"https://example.org/{{id.ToByteArray()[0]}}","source":"pixel"}"""));
        if (alsoDropped)
            body += $$"""

                {"site":"{{site}}","name":"Debug"}
                """;
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/plain");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/e") { Content = content };
            request.Headers.UserAgent.ParseAdd(Browser());
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.NoContent
                || (answer.StatusCode is HttpStatusCode.ServiceUnavailable ? false : throw new InvalidOperationException($"The collector answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
