namespace Candor.Audit.Many;

/// <summary>
/// A share with its 95% confidence interval after Wilson (J. Am. Stat. Assoc. 22, 1927): it stays within 0 and 1 and holds for few sites and for
/// shares near the ends, where the usual interval does not.
/// </summary>
readonly record struct Prevalence(int Count, int Of)
{
    const double Z = 1.959963984540054;

    public double Share => Of == 0 ? 0 : (double)Count / Of;

    public double Low => Math.Max(0, Middle - Margin);

    public double High => Of == 0 ? 1 : Math.Min(1, Middle + Margin);

    double Middle => (Share + Z * Z / (2 * Of)) / (1 + Z * Z / Of);

    double Margin => Z * Math.Sqrt(Share * (1 - Share) / Of + Z * Z / (4.0 * Of * Of)) / (1 + Z * Z / Of);

    /// <summary><c>117 of 412 sites (28%, 95% interval 24% to 33%)</c></summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count} of {Of} sites ({Share * 100:0}%, 95% interval {Low * 100:0}% to {High * 100:0}%)");
}
