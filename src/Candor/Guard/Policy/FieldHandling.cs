namespace Candor.Guard.Policy;

/// <summary>What becomes of a field of that name: a property, or a parameter of an address.</summary>
enum FieldHandling : byte
{
    /// <summary>Kept on every event, whatever the lists say, and examined like any other.</summary>
    Keep,

    /// <summary>As <see cref="Keep"/>, also where the name says free text, which goes unread otherwise.</summary>
    Examine,

    Remove,
}
