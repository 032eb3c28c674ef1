using Candor.Collect.Wire;

namespace Candor.Collect;

/// <summary>The last refusals, for the health page: a beacon or an image never sees its answer, so the owner has to.</summary>
sealed class RefusalFeed(TimeProvider time)
{
    public const int Kept = 100;

    readonly Lock gate = new();
    readonly Queue<Refused> last = new(Kept);

    public void Record(EventProblem problem, string? origin)
    {
        lock (gate)
        {
            if (last.Count == Kept)
                last.Dequeue();
            last.Enqueue(new Refused(time.GetUtcNow(), problem.Reason, problem.Field, problem.Detail, origin is { Length: <= 200 } ? origin : ""));
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Refused> Last()
    {
        lock (gate)
            return [.. last.Reverse()];
    }

    /// <summary>Never holds a value of the event.</summary>
    public sealed record Refused(DateTimeOffset Time, RefusalReason Reason, string Field, string Detail, string Origin);
}
