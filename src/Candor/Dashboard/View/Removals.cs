namespace Candor.Dashboard.View;

/// <summary>Guard's categories in people's words.</summary>
static class Removals
{
    static readonly Dictionary<string, string> Words = new()
    {
        ["email"] = "E-mail addresses", ["phone"] = "Phone numbers", ["name"] = "Names", ["address"] = "Postal addresses", ["gov_id"] = "Government ids",
        ["card"] = "Payment cards", ["bank"] = "Bank accounts", ["dob"] = "Dates of birth", ["health_id"] = "Health ids", ["ip"] = "Network addresses",
        ["hashed_id"] = "Hashed identities", ["credential"] = "Passwords and tokens", ["location"] = "Exact places", ["free_text"] = "Free text",
        ["consent"] = "Needs a consent that was not given", ["not-allowed"] = "Not allowed by your policy", ["event-not-allowed"] = "Events your policy does not allow",
        ["unreadable"] = "Could not be examined",
    };

    static readonly Dictionary<string, string> Types = new()
    {
        ["email"] = "e-mail", ["phone"] = "phone", ["name"] = "name", ["address"] = "postal address", ["gov_id"] = "government id", ["card"] = "payment card", ["bank"] = "bank account",
        ["dob"] = "date of birth", ["health_id"] = "health id", ["ip"] = "network address", ["hashed_id"] = "hashed identity", ["credential"] = "password or token", ["location"] = "exact place",
        ["free_text"] = "free text", ["consent"] = "no consent", ["not-allowed"] = "not allowed", ["event-not-allowed"] = "event not allowed", ["unreadable"] = "unreadable",
    };

    /// <summary>What stands struck out in the place of one value.</summary>
    public static string Type(string category) => Types.GetValueOrDefault(category) ?? (category.Length == 0 ? "taken out" : category.Replace('_', ' '));

    public static string Label(string category) => Words.GetValueOrDefault(category) ?? (category.Length == 0 ? "Other" : char.ToUpperInvariant(category[0]) + category[1..].Replace('_', ' ').Replace('-', ' '));
}
