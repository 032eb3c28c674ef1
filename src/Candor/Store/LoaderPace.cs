namespace Candor.Store;

/// <summary>
/// How many records to take at once. Behind, enough to fill a row group with events: how many that are depends on how many were
/// duplicates or engagement lately. After a batch that could not be stored, fewer and fewer until the culprit is alone.
/// </summary>
sealed class LoaderPace(LoaderOptions options)
{
    const double Spare = 1.01;

    double eventsPerRecord = 1;
    int narrowed = int.MaxValue;

    public int Records => (int)Math.Min(narrowed, Math.Ceiling(options.BulkEvents * Spare / Math.Max(eventsPerRecord, 0.25)));

    public bool IsBehind(long lag) => lag >= Records || narrowed < int.MaxValue;

    /// <summary>How long after the last transaction began the next one may, when this many records came in so many seconds.</summary>
    public TimeSpan Interval(int records, TimeSpan since)
    {
        var rate = records / Math.Max(since.TotalSeconds, 0.1);
        var busy = Math.Clamp(((rate / options.BusyRate) - 0.1) / 0.9, 0, 1);
        return options.LiveInterval + ((options.BusyInterval - options.LiveInterval) * busy);
    }

    public void Narrow(int failed) => narrowed = Math.Max(1, failed / 2);

    public void Loaded(LoadOutcome outcome)
    {
        narrowed = narrowed >= options.BulkEvents / 2 ? int.MaxValue : narrowed * 2;
        if (outcome.Records > 1000)
            eventsPerRecord = (double)outcome.Events / outcome.Records;
    }
}
