namespace Candor.Audit.Findings;

/// <summary>One thing that is looked for.</summary>
abstract class Rule
{
    /// <summary>One of <see cref="RuleName"/>.</summary>
    public abstract string Name { get; }

    /// <summary>What was done to find it, for the report: also when nothing was found.</summary>
    public abstract string How { get; }

    public abstract IEnumerable<Finding> Judge(Judgement judgement);

    /// <summary>Why nothing can be said; null when it can.</summary>
    public virtual string? NotJudged(Judgement judgement) => null;

    protected Finding Found(Severity severity, Transmission sent, string summary, IReadOnlyList<SentField> fields) => new()
    {
        Rule = Name, Severity = severity, Vendor = sent.Vendor, Host = sent.Host, Page = Fields.Redaction.Page(sent.Page), Summary = summary, Evidence = sent, Fields = fields,
    };

    /// <summary>One a vendor, host and page, in the order of the first.</summary>
    protected static IEnumerable<List<Transmission>> ByPage(IEnumerable<Transmission> told) =>
        told.GroupBy(t => (t.Vendor, t.Host, Page: Fields.Redaction.Page(t.Page))).Select(g => g.ToList());
}
