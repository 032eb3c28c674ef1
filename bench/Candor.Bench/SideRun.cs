using System.Globalization;

namespace Candor.Bench;

/// <summary>What one side of the load benchmark prints, and the other process reads.</summary>
sealed record SideRun(double RowsPerCpuSecond, double RowsPerSecond, double BytesPerEvent, int PeakMb)
{
    public static SideRun Parse(string line)
    {
        var cells = line.Split(' ').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
        return new(cells[0], cells[1], cells[2], (int)cells[3]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{RowsPerCpuSecond:F0} {RowsPerSecond:F0} {BytesPerEvent:F2} {PeakMb}");
}
