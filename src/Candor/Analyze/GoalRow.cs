namespace Candor.Analyze;

/// <param name="Rate">Visitors who reached the goal among all visitors that the filters leave.</param>
sealed record GoalRow(string Name, long Visitors, long Conversions, double Rate, double Value)
{
    public GoalRow? Previous { get; init; }
}
