namespace Candor.Guard.Detect.Topics;

/// <summary>Which part of an event is being read.</summary>
enum TopicZone : byte
{
    /// <summary>The page and the event itself.</summary>
    Page,
    /// <summary>A link inside the event.</summary>
    Link,
    Referrer,
    /// <summary>What the visitor wrote into a form.</summary>
    Own,
}
