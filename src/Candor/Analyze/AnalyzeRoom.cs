namespace Candor.Analyze;

/// <summary>Reports over the store.</summary>
static class AnalyzeRoom
{
    public static IServiceCollection AddAnalyze(this IServiceCollection services) => services.AddSingleton<ReportRunner>();
}
