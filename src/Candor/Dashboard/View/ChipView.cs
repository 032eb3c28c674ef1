namespace Candor.Dashboard.View;

/// <summary>A filter that holds.</summary>
/// <param name="Remove">The same page without it.</param>
public sealed record ChipView(string Dimension, string Operator, string Value, string Remove);
