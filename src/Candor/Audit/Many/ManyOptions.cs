namespace Candor.Audit.Many;

/// <summary>How a list is gone through.</summary>
/// <param name="Parallel">Sources at once; those of one host are never visited at once.</param>
/// <param name="Delay">Between two visits of one host.</param>
/// <param name="Passes">How often what failed is tried.</param>
sealed record ManyOptions(int Parallel, TimeSpan Delay, int Passes);
