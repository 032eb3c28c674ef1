using Candor.Analyze.Rollups;

namespace Candor.Analyze;

/// <summary>Reports over the store, and the days that are kept rolled up for them.</summary>
static class AnalyzeRoom
{
    public static IServiceCollection AddAnalyze(this IServiceCollection services) => services.AddSingleton<ReportRunner>().AddHostedService<RollupBuilder>();
}
