namespace Candor.Cli.Migrate;

/// <summary>Some whole UTC days of stored rows, as many as are sorted at once.</summary>
/// <param name="To">The first instant that is not meant.</param>
/// <param name="First">Number of its first row among all.</param>
sealed record RowSlice(DateTime From, DateTime To, long First, long Rows)
{
    /// <summary>A day may have more; then the engine sorts it on disk.</summary>
    const long Wanted = 400_000;

    public long End => First + Rows;

    public static IReadOnlyList<RowSlice> Of(IEnumerable<(DateTime Day, long Rows)> days)
    {
        var slices = new List<RowSlice>();
        foreach (var (day, rows) in days)
        {
            var to = day == DateTime.MaxValue.Date ? DateTime.MaxValue : day.AddDays(1);
            if (slices.Count > 0 && slices[^1].Rows + rows <= Wanted)
                slices[^1] = slices[^1] with { To = to, Rows = slices[^1].Rows + rows };
            else
                slices.Add(new(day, to, slices.Count > 0 ? slices[^1].End : 1, rows));
        }

        return slices;
    }
}
