using System.Globalization;

namespace Candor.Analyze.Novelties;

/// <summary>What is new, as one sentence for the site's web team.</summary>
static class NoveltySentence
{
    static readonly Dictionary<string, string> One = new()
    {
        ["email"] = "an e-mail address", ["phone"] = "a phone number", ["name"] = "a person's name", ["address"] = "a postal address", ["gov_id"] = "a government id", ["card"] = "a card number",
        ["bank"] = "a bank account", ["dob"] = "a date of birth", ["health_id"] = "a health id", ["ip"] = "a network address", ["hashed_id"] = "a hashed identity", ["credential"] = "a password or token",
        ["location"] = "an exact place", ["free_text"] = "free text", ["consent"] = "what needs a consent that was not given", ["not-allowed"] = "what the policy does not allow", ["unreadable"] = "what could not be examined",
    };

    public static string Of(Novelty novelty, TimeZoneInfo zone)
    {
        var since = "Since " + TimeZoneInfo.ConvertTime(novelty.First, zone).ToString("d MMM", CultureInfo.InvariantCulture) + ", ";
        var events = Events(novelty.Events);
        return novelty.Kind switch
        {
            NoveltyKind.Event => $"{since}{Name(novelty.Event)} is sent, an event that there never was before ({events}).",
            NoveltyKind.Property => $"{since}{Name(novelty.Event)} has a property that it did not have before: {Name(novelty.Field)} ({events}).",
            NoveltyKind.Rise => $"{Name(novelty.Event)} carries {What(novelty.Category)} {Times(novelty)} times as often as before ({events} in seven days, {Events(novelty.Before)} in the thirty before them).",
            _ => $"{since}{Name(novelty.Event)}{On(novelty.Page)} carries {What(novelty.Category)}{In(novelty.Field)} ({events}, {(novelty.InPage ? "removed in the page" : "removed")}).",
        };
    }

    /// <summary>How many times as often as before, by the day.</summary>
    public static double Ratio(Novelty novelty) => novelty.Events / 7.0 / (novelty.Before / 30.0);

    static string Times(Novelty novelty) => Ratio(novelty).ToString("0", CultureInfo.InvariantCulture);

    static string What(string category) => One.GetValueOrDefault(category) ?? $"a word on {category.Replace('_', ' ')}";

    static string On(string page) => page.Length == 0 ? "" : $" on {page}";

    static string In(string field) => field switch
    {
        "" => "",
        "url.path" => " in its address",
        "title" => " in the page's title",
        "referrer" => " in the address of the page before",
        "name" => " in its name",
        _ => $" in {Name(field[(field.StartsWith("url.query.", StringComparison.Ordinal) ? "url.query." : "props.").Length..])}",
    };

    /// <summary>Between backticks, by which readers tell names from words.</summary>
    static string Name(string text) => $"`{text.Replace('`', '\'')}`";

    static string Events(long count) => count.ToString("N0", CultureInfo.InvariantCulture) + (count == 1 ? " event" : " events");
}
