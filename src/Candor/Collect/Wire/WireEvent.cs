namespace Candor.Collect.Wire;

/// <summary>One event as it was sent, before site, sender and clock are looked at. Absent fields are null or empty.</summary>
struct WireEvent
{
    public string? Site;
    public Guid? Id;
    public string? Name;
    public long? Time;
    public long? Sent;
    public string? Url;
    public string? Title;
    public string? Referrer;
    public JsonObjectSlice Props;
    public JsonObjectSlice User;
    public string? Visitor;
    public bool? Analytics;
    public bool? Ads;
    public bool OptOut;
    public string? Screen;
    public string? Language;
    public EventSource? Source;
}
