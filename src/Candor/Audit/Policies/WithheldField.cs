namespace Candor.Audit.Policies;

/// <summary>A value that a tracker was told and that Guard would not have let through.</summary>
/// <param name="Category">One of <see cref="Guard.Category"/>.</param>
/// <param name="Why">Guard's evidence in words; never the value.</param>
sealed record WithheldField(SentField Field, string Category, string Why);
