namespace Candor.Guard;

/// <summary>One smallest part of an event.</summary>
/// <param name="Path">As reasons name it, such as <c>url.query.email</c> or <c>props.contents[0].note</c>.</param>
/// <param name="Kind"><c>text</c>, <c>number</c>, <c>flag</c> or <c>nothing</c>.</param>
readonly record struct EventLeaf(string Path, string Kind, string Value);
