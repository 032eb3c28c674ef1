using System.Diagnostics;

namespace Candor.Bench;

readonly record struct Took(TimeSpan Wall, TimeSpan Cpu)
{
    public static Clock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public readonly record struct Clock(long Started, TimeSpan Cpu)
    {
        public Took Stop() => new(Stopwatch.GetElapsedTime(Started), Environment.CpuUsage.TotalTime - Cpu);
    }
}
