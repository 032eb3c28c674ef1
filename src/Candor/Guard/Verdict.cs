namespace Candor.Guard;

/// <summary>Guard's answer for one event.</summary>
/// <param name="Categories">What was found, each once, in the order of finding.</param>
/// <param name="Stored">The event that may be kept: the examined instance itself when nothing was found; null when it is dropped.</param>
sealed record Verdict(VerdictKind Kind, IReadOnlyList<string> Categories, IReadOnlyList<Reason> Reasons, Event? Stored)
{
    public static Verdict Pass(Event e) => new(VerdictKind.Pass, [], [], e);

    public static Verdict Drop(string category, string where, string why) => new(VerdictKind.Drop, [category], [new Reason(category, where, why)], null);
}
