namespace Candor.Bench;

/// <inheritdoc cref="Subject"/>
sealed record SubjectRun(double Rate, double Cpu, double CpuInAll, double P50, double P99);
