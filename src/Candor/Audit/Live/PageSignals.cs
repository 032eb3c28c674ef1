using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>What the scripts in the page tell, and where loading is.</summary>
sealed class PageSignals
{
    const int MostBehaviours = 5_000;

    readonly ConcurrentDictionary<Behaviour, byte> behaviours = new();
    TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The name by which the page's scripts reach the visitor: random, or a page would know that it is watched.</summary>
    public string Binding { get; } = "b" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>When the last timer of the page is due, in Unix milliseconds.</summary>
    public long Due { get; private set; }

    public IReadOnlyList<Behaviour> Behaviours => [.. behaviours.Keys.OrderBy(b => b.Kind, StringComparer.Ordinal).ThenBy(b => b.Script, StringComparer.Ordinal).ThenBy(b => b.Detail, StringComparer.Ordinal)];

    /// <summary>Done when the main page's load event has fired.</summary>
    public Task LoadedAsync => loaded.Task;

    public void Expect()
    {
        loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Due = 0;
    }

    public void Loaded(CdpEvent told)
    {
        if (told.Method == "Page.loadEventFired")
            loaded.TrySetResult();
    }

    /// <summary>From the page, which is not to be trusted: whatever has another shape is passed over.</summary>
    public void Take(string name, string payload, string page)
    {
        if (name != Binding || payload.Length > 4096)
            return;
        try
        {
            var told = JsonElement.Parse(payload);
            if (told.Str("k") == "due")
                Due = Math.Max(Due, (long)told.Num("n"));
            else if (behaviours.Count < MostBehaviours)
                behaviours.TryAdd(new Behaviour(told.Str("k"), WithoutQuery(told.Str("s")), page, told.Str("d")), 0);
        }
        catch (JsonException)
        {
            // A page that guessed the name.
        }
    }

    static string WithoutQuery(string url) => url.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? url[..end] : url;
}
