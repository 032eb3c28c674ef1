namespace Candor.Guard.Detect;

/// <summary>Judges one number that <see cref="NumberScan"/> cut out, by its form and its check digits.</summary>
abstract class NumberDetector
{
    public virtual string Category => Guard.Category.GovernmentId;

    /// <summary>The evidence, for the reason.</summary>
    public abstract string Why { get; }

    /// <summary>Lengths in which it is written without separators.</summary>
    public virtual IReadOnlyList<int> Lengths => [];

    /// <summary>Group lengths in which it is written with separators, such as <c>3-2-4</c>.</summary>
    public virtual IReadOnlyList<string> Groups => [];

    /// <summary>The form, the check digits and the surroundings are those of this number.</summary>
    public abstract bool Accepts(in NumberToken number);
}
