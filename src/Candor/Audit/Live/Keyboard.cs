namespace Candor.Audit.Live;

/// <summary>Real keys, down and up, as a page's listeners expect them.</summary>
sealed class Keyboard(LiveBrowser browser)
{
    public async Task TypeAsync(string text)
    {
        var sent = new List<Task>(text.Length * 2);
        foreach (var c in text)
        {
            var (code, number) = char.IsAsciiLetter(c) ? ($"Key{char.ToUpperInvariant(c)}", (int)char.ToUpperInvariant(c)) : char.IsAsciiDigit(c) ? ($"Digit{c}", c) : c == ' ' ? ("Space", 32) : ("", 0);
            sent.Add(browser.SendAsync("Input.dispatchKeyEvent", new { type = "keyDown", text = c.ToString(), unmodifiedText = c.ToString(), key = c.ToString(), code, windowsVirtualKeyCode = number }));
            sent.Add(browser.SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = c.ToString(), code, windowsVirtualKeyCode = number }));
        }
        await Task.WhenAll(sent);
    }

    public async Task TabAsync()
    {
        await browser.SendAsync("Input.dispatchKeyEvent", new { type = "rawKeyDown", key = "Tab", code = "Tab", windowsVirtualKeyCode = 9 });
        await browser.SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = "Tab", code = "Tab", windowsVirtualKeyCode = 9 });
    }
}
