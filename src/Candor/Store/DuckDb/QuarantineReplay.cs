namespace Candor.Store.DuckDb;

/// <summary>Tries quarantined lines again, after the cause was mended.</summary>
static class QuarantineReplay
{
    public static LoadOutcome Run(DuckDbDatabase database, DuckDbLoad load)
    {
        using var batch = new EventBatch();
        var tried = new List<long>();
        using (var connection = database.Connect())
        using (var command = connection.Command("select sequence, line from quarantine order by sequence limit 100000"))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                tried.Add(reader.GetInt64(0));
                batch.Add(reader.GetInt64(0), QuarantineText.ToLine(reader.GetString(1)));
            }

        return tried.Count == 0 ? new(load.Position, 0, 0, 0, 0) : load.Run(batch, tried);
    }
}
