namespace Candor.Collect;

/// <summary>Events a second in the long run, and how many may come at once.</summary>
readonly record struct EventRate(double PerSecond, double Burst);
