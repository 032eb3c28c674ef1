namespace Candor.Analyze.Filters;

/// <summary>One condition; a report's filters all hold at once.</summary>
/// <param name="Key">The property's name where <see cref="Dimension.NeedsKey"/>, else empty.</param>
/// <param name="Values">Any one of them for <see cref="FilterOperator.Is"/> and <see cref="FilterOperator.Contains"/>, none of them for the others.</param>
sealed record Filter(Dimension Dimension, string Key, FilterOperator Operator, IReadOnlyList<string> Values)
{
    public Filter(Dimension dimension, FilterOperator @operator, params string[] values) : this(dimension, "", @operator, values)
    {
    }

    public override string ToString() => FilterText.Write(this);
}
