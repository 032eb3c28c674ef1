using Candor.Sites;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Where reports get their facts from.</summary>
sealed record ReportSource(IEventStore Store, TimeProvider Clock)
{
    /// <summary>The goals of a site, which people edit and no table of events holds.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<GoalInfo>>> Goals { get; init; } = (_, _) => Task.FromResult<IReadOnlyList<GoalInfo>>([]);
}
