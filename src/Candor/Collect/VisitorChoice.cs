using Candor.Collect.Wire;
using Candor.Guard;

namespace Candor.Collect;

/// <summary>Whom an event is counted for: an id that outlives the day only where consent and policy allow it, else the day's key.</summary>
sealed class VisitorChoice(DailySalt salt)
{
    /// <param name="newCookie">The id to set as a cookie; one a request, however many events it carries.</param>
    public string Choose(in WireEvent e, Consent consent, EventSource source, SiteGate gate, Sender sender, ref string? newCookie)
    {
        var mayIdentify = gate.Policy.Consent.AllowsIdentifier(consent);
        if (source != EventSource.Pixel && e.Visitor is { Length: > 0 } named)
            return mayIdentify || consent is { Analytics: null, OptOut: false } ? named : VisitorKey.Make(salt.Current(), gate.Site.Id, named);
        if (!mayIdentify)
            return Daily(gate, sender);
        if (sender.IsSameSite && sender.Cookie.Length > 0)
            return sender.Cookie;
        if (e.Visitor is { Length: > 0 } given && !given.StartsWith(VisitorKey.Prefix, StringComparison.Ordinal))
            return given;
        return sender.IsSameSite ? newCookie ??= VisitorCookie.NewId() : Daily(gate, sender);
    }

    string Daily(SiteGate gate, Sender sender)
    {
        Span<byte> address = stackalloc byte[16];
        sender.Address.TryWriteBytes(address, out var length);
        return VisitorKey.Make(salt.Current(), gate.Site.Id, address[..length], sender.UserAgent);
    }
}
