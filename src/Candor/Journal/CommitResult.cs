namespace Candor.Journal;

readonly record struct CommitResult(AppendStatus Status, string? Reason)
{
    public static CommitResult Durable => new(AppendStatus.Durable, null);
}
