namespace Candor;

/// <summary>Which kind of sender an event came from.</summary>
enum EventSource : byte
{
    Pixel,
    Server,
    Import,
}
