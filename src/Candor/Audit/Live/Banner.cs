using System.Text.Json;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>
/// Answers the question for consent as a visitor would: by the rules of DuckDuckGo's autoconsent for banners that it knows, by their buttons'
/// words for others.
/// </summary>
sealed class Banner(LiveBrowser browser, ConsentAnswer answer)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Rules see at once whether a banner of theirs is in the page.</summary>
    const int PollsToDetect = 8;

    /// <summary>Some click through two layers of settings.</summary>
    const int PollsToAnswer = 160;

    static readonly Lazy<string> Rules = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "autoconsent.js")));

    /// <summary>How many messages had left when the choice was made.</summary>
    public int ChosenAt { get; private set; }

    /// <summary>True when it was answered, false when it asks and was not, null when nothing asks.</summary>
    public async Task<bool?> AnswerAsync(CancellationToken cancellationToken)
    {
        ChosenAt = browser.Wire.Now();
        if (answer == ConsentAnswer.None)
            return await ByWordsAsync() is null ? null : false;
        var known = await ByRulesAsync(cancellationToken);
        if (known == true)
            return true;
        ChosenAt = browser.Wire.Now();
        return await ByWordsAsync() ?? known;
    }

    async Task<bool?> ByRulesAsync(CancellationToken cancellationToken)
    {
        var action = answer == ConsentAnswer.Accept ? "optIn" : "optOut";
        var targets = browser.Pages.ToList();
        foreach (var target in targets)
            await AskAsync(target, $"{Rules.Value}\n;autoconsentStandalone.instance.config.autoAction = '{action}';");
        var isDetected = false;
        var isOpen = false;
        var before = browser.Wire.Now();
        for (var poll = 0; poll < (isDetected ? PollsToAnswer : PollsToDetect); poll++)
        {
            await Task.Delay(Poll, cancellationToken);
            var now = browser.Wire.Now();
            foreach (var target in targets)
            {
                var said = (await AskAsync(target, "globalThis.autoconsentStandalone?.messages.map(m => m.type === 'optInResult' || m.type === 'optOutResult' ? m.type + m.result : m.type).join()")).ToString() ?? "";
                // It presses as soon as it has found one, so the choice came after the last look at which there was none.
                if (!isOpen && said.Contains("popupFound", StringComparison.Ordinal))
                    (isOpen, ChosenAt) = (true, before);
                isDetected |= said.Contains("cmpDetected", StringComparison.Ordinal);
                if (said.Contains(action + "Resulttrue", StringComparison.Ordinal))
                    return true;
                if (said.Contains(action + "Resultfalse", StringComparison.Ordinal))
                    return false;
            }
            before = now;
        }
        foreach (var target in targets)
            await AskAsync(target, "autoconsentStandalone.instance.config.autoAction = ''");
        return isOpen ? false : null;
    }

    async Task<JsonElement> AskAsync(Target target, string expression)
    {
        try
        {
            return (await browser.SendAsync(target.Session, "Runtime.evaluate", new { expression, returnByValue = true, timeout = 3_000 })).Get("result").Get("value");
        }
        catch (CdpException)
        {
            return default;
        }
    }

    async Task<bool?> ByWordsAsync()
    {
        var wanted = answer switch { ConsentAnswer.Accept => "accept", ConsentAnswer.Reject => "reject", _ => "none" };
        bool? asked = null;
        foreach (var frame in await PageFrame.AllAsync(browser))
        {
            var said = await frame.AskAsync($"visitor.answerBanner('{wanted}')");
            if (said.ValueKind != JsonValueKind.String || said.GetString() == "none")
                continue;
            if (said.GetString() == "done")
                return true;
            asked = false;
        }
        return asked;
    }
}
