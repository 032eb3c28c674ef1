namespace Candor.Guard.Policy.Compare;

static class ConsentChanges
{
    public static void Write(ChangeList to, ConsentRules before, ConsentRules after, string ofWhom = "")
    {
        if (before.Analytics != after.Analytics)
            to.Say(after.Analytics == AnalyticsConsent.Required ? $"From now on nothing is kept of visitors{ofWhom} who have not consented to analytics"
                : $"From now on visitors{ofWhom} are counted without consent, under a key that lasts a day");
        if (before.OptOut != after.OptOut)
            to.Say(after.OptOut == OptOutHandling.Honour ? $"From now on Global Privacy Control takes every identifier away{For(ofWhom)}"
                : $"From now on consent to analytics goes before Global Privacy Control{For(ofWhom)}");
    }

    static string For(string ofWhom) => ofWhom.Length == 0 ? "" : $" for visitors{ofWhom}";
}
