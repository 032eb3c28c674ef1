using Candor.Sites;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Answers reports; the Dashboard and the API ask here.</summary>
sealed class ReportRunner(IEventStore store, GoalDirectory goals, TimeProvider clock)
{
    readonly ReportSource source = new(store, clock) { Goals = goals.ListAsync };

    public Task<T> RunAsync<T>(Report<T> report, ReportRequest request, CancellationToken cancellationToken) where T : notnull => report.RunAsync(source, request, cancellationToken);

    public Task<ReportAnswer> AnswerAsync(Report report, ReportRequest request, CancellationToken cancellationToken) => report.AnswerAsync(source, request, cancellationToken);
}
