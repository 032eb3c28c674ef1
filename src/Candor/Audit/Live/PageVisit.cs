using Candor.Audit.Findings;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>One page from its address to the moment of leaving it.</summary>
sealed class PageVisit(LiveBrowser browser, Visitor visitor, VisitOptions options, TimeProvider clock)
{
    /// <summary>So long without a new request, and the page is quiet.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(3);

    /// <summary>Late senders with a timer are waited for as long.</summary>
    static readonly TimeSpan LongestLateness = TimeSpan.FromSeconds(6);

    /// <summary>A banner asked and got no answer.</summary>
    public bool WasAsked { get; private set; }

    public bool WasAnswered { get; private set; }

    /// <exception cref="VisitException">There is no page at the address.</exception>
    public async Task OpenAsync(string address, CancellationToken cancellationToken)
    {
        browser.Wire.Phase = VisitPhase.Loading;
        browser.Signals.Expect();
        await browser.ReleaseAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.LongestLoad);
        try
        {
            var answer = await browser.SendAsync("Page.navigate", new { url = address }).WaitAsync(limit.Token);
            if (answer.Str("errorText") is { Length: > 0 } error)
                throw PageFailure.Of(address, error, browser);
            await browser.Signals.LoadedAsync.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A page that never ends loading is looked at as it stands; one that never began is none.
            if (browser.Wire.LastDocument() is not { Status: > 0 })
                throw new VisitException(VisitOutcome.TimedOut, $"{address} did not answer within {options.LongestLoad.TotalSeconds:0} seconds.");
        }
        await SettleAsync(cancellationToken);
    }

    public async Task UseAsync(bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst)
            await ChooseAsync(cancellationToken);
        browser.Wire.Phase = VisitPhase.Reading;
        await visitor.ScrollAsync();
        if (options.Fill)
        {
            browser.Wire.Phase = VisitPhase.Typing;
            await visitor.FillAsync(cancellationToken);
        }
        await SettleAsync(cancellationToken);
        await LateAsync(cancellationToken);
        if (options.Press)
        {
            browser.Wire.Phase = VisitPhase.Pressing;
            await visitor.PressAsync(cancellationToken);
            await SettleAsync(cancellationToken);
            await LateAsync(cancellationToken);
        }
    }

    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        browser.Wire.Phase = VisitPhase.Leaving;
        await visitor.LeaveAsync();
        await SettleAsync(cancellationToken);
    }

    async Task ChooseAsync(CancellationToken cancellationToken)
    {
        browser.Wire.Phase = VisitPhase.Choosing;
        var banner = new Banner(browser, options.Consent);
        var answered = await banner.AnswerAsync(cancellationToken);
        WasAsked = answered is not null;
        if (answered != true)
            return;
        WasAnswered = true;
        browser.Wire.Chose(options.Consent == ConsentAnswer.Accept ? ConsentChoice.Accepted : ConsentChoice.Refused, banner.ChosenAt);
        await SettleAsync(cancellationToken);
        await LateAsync(cancellationToken);
    }

    async Task SettleAsync(CancellationToken cancellationToken)
    {
        var from = clock.GetTimestamp();
        while (clock.GetElapsedTime(from) < LongestSettling && !browser.Wire.IsTooMuch)
        {
            var silence = Environment.TickCount64 - browser.Wire.LastChange;
            if (silence >= Quiet.TotalMilliseconds && clock.GetElapsedTime(from) >= Quiet && (browser.Wire.Open <= 0 || silence >= 1_000))
                return;
            await Task.Delay(25, cancellationToken);
        }
    }

    async Task LateAsync(CancellationToken cancellationToken)
    {
        var latest = clock.GetUtcNow() + LongestLateness;
        while (DateTimeOffset.FromUnixTimeMilliseconds(browser.Signals.Due) is var due && due > clock.GetUtcNow() && clock.GetUtcNow() < latest && !browser.Wire.IsTooMuch)
            await Task.Delay(50, cancellationToken);
        if (browser.Signals.Due > 0)
            await SettleAsync(cancellationToken);
    }
}
