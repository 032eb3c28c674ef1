using Candor.Analyze.Novelties;
using Candor.Analyze.Replay;
using Candor.Analyze.Rollups;

namespace Candor.Analyze;

/// <summary>Reports over the store, and the days that are kept rolled up for them.</summary>
static class AnalyzeRoom
{
    /// <param name="rollUp">Keep days rolled up: for a server that stays, not for one that answers a single command.</param>
    public static IServiceCollection AddAnalyze(this IServiceCollection services, bool rollUp)
    {
        services.AddSingleton<ReportRunner>();
        services.AddSingleton<NoveltyWatch>();
        services.AddSingleton<PolicyReplay>();
        return rollUp ? services.AddHostedService<RollupBuilder>().AddHostedService<VisitDayBuilder>() : services;
    }
}
