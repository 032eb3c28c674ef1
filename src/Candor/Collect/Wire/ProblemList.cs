namespace Candor.Collect.Wire;

/// <summary>The problems of one request. Lists the first hundred and counts the rest, so that an answer has a bound.</summary>
sealed class ProblemList
{
    public const int Listed = 100;

    readonly List<EventProblem> listed = [];

    public int Count { get; private set; }

    public IReadOnlyList<EventProblem> First => listed;

    /// <summary>Which event problems are reported for.</summary>
    public int Index { get; set; }

    public void Add(string field, RefusalReason reason, string detail)
    {
        Count++;
        if (listed.Count < Listed)
            listed.Add(new EventProblem(Index, field, reason, detail));
    }
}
