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

    public static string Label(string category) => Words.GetValueOrDefault(category) ?? (category.Length == 0 ? "Other" : char.ToUpperInvariant(category[0]) + category[1..].Replace('_', ' ').Replace('-', ' '));
}
