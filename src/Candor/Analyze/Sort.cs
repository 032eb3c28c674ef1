namespace Candor.Analyze;

/// <summary>Which member of a row orders the rows. Equal rows follow by visitors, events and name, so that pages of an answer never overlap.</summary>
readonly record struct Sort(string Column, bool Ascending)
{
    public static IReadOnlyList<string> Columns { get; } =
        ["name", "visitors", "sessions", "pageviews", "events", "bounce_rate", "session_seconds", "engaged_seconds", "value", "conversions", "rate"];

    public static bool TryParse(string text, out Sort sort)
    {
        var (column, direction) = text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? (text[..colon], text[(colon + 1)..]) : (text, text == "name" ? "asc" : "desc");
        sort = new(column, direction == "asc");
        return Columns.Contains(column) && direction is "asc" or "desc";
    }
}
