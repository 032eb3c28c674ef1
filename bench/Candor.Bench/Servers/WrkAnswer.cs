namespace Candor.Bench.Servers;

/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
sealed record WrkAnswer(long Requests, double Seconds, double P50, double P99);
