using Candor.Guard;

namespace Candor.Dashboard.View;

/// <summary>A field's path in people's words, and what a site does so that it carries nothing any more.</summary>
static class FieldWords
{
    const string Parameter = "url.query.", Property = "props.";

    public static string Of(string field) => field switch
    {
        "" => "no mark left",
        "url.path" => "page address",
        "title" => "page title",
        "referrer" => "page before",
        "name" => "event name",
        _ when field.StartsWith(Parameter, StringComparison.Ordinal) => $"parameter {field[Parameter.Length..]}",
        _ when field.StartsWith(Property, StringComparison.Ordinal) => $"property {field[Property.Length..]}",
        _ => field,
    };

    /// <param name="inPage">The script took it out already.</param>
    public static string Mend(string field, string category, string eventName, bool inPage)
    {
        var rest = inPage ? " The script keeps it from leaving the page, but other scripts there can read it." : "";
        // A word on a topic cannot be posted instead; it is the wording that tells.
        var isTopic = Category.Topics.Contains(category);
        return (field switch
        {
            "" => category is "not-allowed" ? "The policy allows no such property or parameter. Send it no longer, or allow it." : category is "consent" ? "Nothing, unless visitors consent." : "The live page shows the field when it happens again.",
            "url.path" or "title" when isTopic => "Use a wording that does not name it, or let the policy keep topics here, without identity.",
            "url.path" => "Use an address without it: a number that means nothing elsewhere.",
            "title" => "Leave it out of the page's title.",
            "referrer" => "The page before has it in its address: mend it there.",
            "name" => "Name the event after what is done, not after who does it.",
            _ when isTopic && field.StartsWith(Parameter, StringComparison.Ordinal) => $"Give {field[Parameter.Length..]} a value that does not name it.",
            _ when isTopic && field.StartsWith(Property, StringComparison.Ordinal) => $"Send {eventName} without {field[Property.Length..]}, or with a value that does not name it.",
            _ when field.StartsWith(Parameter, StringComparison.Ordinal) => $"Keep {field[Parameter.Length..]} out of the address: send the form with POST.",
            _ when field.StartsWith(Property, StringComparison.Ordinal) => $"Send {eventName} without {field[Property.Length..]}.",
            _ => "Send the event without it.",
        }) + rest;
    }
}
