using Candor.Collect.Wire;
using Candor.Guard;

namespace Candor.Collect;

/// <summary>Whom an event is counted for: an id that outlives the day only where consent and policy allow it, else the day's key.</summary>
sealed class VisitorChoice(DailySalt salt)
{
    /// <param name="batch">Takes the id to set as a cookie, and the day's key: one of each a request, however many events it carries.</param>
    public string Choose(in WireEvent e, Consent consent, EventSource source, SiteGate gate, CountryFinder.Place place, Sender sender, IntakeBatch batch)
    {
        var policy = gate.Policy.At(e.Url, place.Country, place.Region);
        var mayIdentify = policy.AllowsIdentifier(consent);
        if (source != EventSource.Pixel && e.Visitor is { Length: > 0 } named)
            return mayIdentify || (!policy.ChildDirected && consent is { Analytics: null, OptOut: false }) ? named : VisitorKey.Make(salt.Current(), gate.Site.Id, named);
        if (!mayIdentify)
            return Daily(gate, sender, batch);
        if (sender.IsSameSite && sender.Cookie.Length > 0)
            return sender.Cookie;
        if (e.Visitor is { Length: > 0 } given && !given.StartsWith(VisitorKey.Prefix, StringComparison.Ordinal))
            return given;
        return sender.IsSameSite ? batch.NewCookie ??= VisitorCookie.NewId() : Daily(gate, sender, batch);
    }

    string Daily(SiteGate gate, Sender sender, IntakeBatch batch)
    {
        if (batch.Daily is { } made && made.Gate == gate)
            return made.Key;
        Span<byte> address = stackalloc byte[16];
        sender.Address.TryWriteBytes(address, out var length);
        var key = VisitorKey.Make(salt.Current(), gate.Site.Id, address[..length], sender.UserAgent);
        batch.Daily = (gate, key);
        return key;
    }
}
