using System.Text.Json.Serialization;

namespace Candor.Analyze.Novelties;

[JsonConverter(typeof(JsonStringEnumConverter<NoveltyKind>))]
enum NoveltyKind
{
    /// <summary>A category that a field of an event on a page had not before.</summary>
    Sensitive,

    /// <summary>A category that an event has many times as often as before.</summary>
    Rise,

    /// <summary>An event of a name that was never sent.</summary>
    Event,

    /// <summary>A property that an event had not before.</summary>
    Property,
}
