namespace Candor.Analyze;

/// <summary>How collecting goes, so that a number that looks wrong can be explained.</summary>
/// <param name="LastEvent">When the newest event happened; null while there is none.</param>
/// <param name="LastReceived">When it was received.</param>
/// <param name="Day">Events received in the last 24 hours, bots included.</param>
/// <param name="Bots">Those of them that crawlers and tools sent.</param>
/// <param name="Cookieless">Those of them that came without consent to be recognised.</param>
/// <param name="DelayMedianMs">From happening to being received, in the last 24 hours.</param>
/// <param name="Quarantined">Records that could not be stored, of all sites, ever.</param>
/// <param name="Notices">What is missing or odd, and how to mend it. Empty when all is well.</param>
sealed record Health(
    DateTimeOffset? LastEvent,
    DateTimeOffset? LastReceived,
    long Day,
    long Pixel,
    long Server,
    long Import,
    long Bots,
    long Cookieless,
    double DelayMedianMs,
    double DelayP95Ms,
    long Quarantined,
    IReadOnlyList<string> Notices);
