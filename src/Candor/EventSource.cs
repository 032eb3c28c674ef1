namespace Candor;

/// <summary>Which kind of sender an event came from.</summary>
enum EventSource : byte
{
    Pixel,
    Server,
    Import,

    /// <summary>No sender: the line is a count of events that Guard refused whole (<see cref="DroppedLine"/>).</summary>
    Guard,
}
