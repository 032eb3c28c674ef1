namespace Candor.Audit.Encodings;

/// <summary>One value that left, under its name.</summary>
/// <param name="Name">As on the wire; inner names joined by dots: <c>cd[buttonFeatures].innerText</c>, <c>events[0].name</c>.</param>
/// <param name="Chain">How it was wrapped, outermost first: <c>base64+gzip</c>; empty for plain.</param>
readonly record struct Parameter(string Name, string Text, Carrier Carrier, string Chain = "")
{
    /// <summary>An address that stands inside another value: looked at, and listed only when it tells something.</summary>
    public bool IsInner { get; init; }

    public Parameter Unwrapped(string step, string text) => this with { Text = text, Chain = Chain.Length == 0 ? step : $"{Chain}+{step}" };
}
