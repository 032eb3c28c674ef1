namespace Candor.Guard.Policy;

/// <summary>What becomes of page detail that tells a topic (<see cref="Category.Topics"/>).</summary>
enum TopicHandling : byte
{
    /// <summary>A mark stands in its place; the event is kept.</summary>
    Redact,
    /// <summary>Kept for the owner's own counting, without whatever tells who it was. It can never leave.</summary>
    Keep,
    /// <summary>The event is not kept.</summary>
    Drop,
}
