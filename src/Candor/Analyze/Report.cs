using System.Text.Json.Serialization.Metadata;

namespace Candor.Analyze;

/// <summary>One question that can be asked by name.</summary>
/// <param name="question">In a sentence, for the list of reports.</param>
abstract class Report(string name, string question)
{
    public string Name => name;

    public string Question => question;

    public abstract Task<ReportAnswer> AnswerAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken);
}

/// <inheritdoc/>
abstract class Report<T>(string name, string question, JsonTypeInfo<T> json) : Report(name, question) where T : notnull
{
    public abstract Task<T> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken);

    public override async Task<ReportAnswer> AnswerAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken) =>
        new(await RunAsync(source, request, cancellationToken), json);
}
