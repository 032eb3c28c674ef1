namespace Candor.Analyze;

/// <summary>What was asked for makes no sense; the message says how to mend it.</summary>
sealed class ReportRefusedException : Exception
{
    public ReportRefusedException(string field, string error) : this(new Dictionary<string, string> { [field] = error })
    {
    }

    public ReportRefusedException(IReadOnlyDictionary<string, string> errors) : base(string.Join(" ", errors.Values)) => Errors = errors;

    /// <summary>By name of the parameter.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; }
}
