namespace Candor.Guard.Detect;

/// <summary>Which part of an event a text comes from.</summary>
enum Place : byte
{
    /// <summary>Title, event name: written for people.</summary>
    Prose,
    /// <summary>The event's name.</summary>
    Name,
    Path,
    /// <summary>A value of a query, a fragment or a matrix parameter.</summary>
    Parameter,
    Property,
    Form,
}
