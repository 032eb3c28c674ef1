using Candor.Cli.Commands;

namespace Candor.Cli.Migrate;

/// <summary>
/// Moves an embedded install to the servers that its config names: 1. what waits in the journal is stored, 2. events are sent and compared, 3. people
/// and secrets follow in one transaction, 4. the folder's own collector is told where its journal goes on. Each step finds out what an earlier run did.
/// </summary>
sealed class ClusterMigration(ServerSettings settings, TimeProvider time)
{
    /// <returns>False when what arrived is not what was sent.</returns>
    /// <exception cref="CommandException">It cannot begin or go on; nothing of the folder was changed.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        RequireTarget();
        using var folderLock = FolderLock.TryTake(settings.Data) ?? throw ServeCommand.Taken(settings.Data);
        if (MigrationRecord.Read(settings.Data) is { Done: { } done } finished)
        {
            Console.WriteLine($"Done already, on {done:u}: {finished.Summary}.");
            return true;
        }

        var people = PeopleMove.Of(settings, time);
        if (people is not null)
            await people.CheckAsync(cancellationToken);
        await using var events = settings.Server.Store.ClickHouse ? await EventMove.OpenAsync(settings, time, cancellationToken) : null;
        if (events is not null)
        {
            await events.SendAsync(cancellationToken);
            if (await events.CompareAsync(cancellationToken) is { Count: > 0 } differences)
                return Tell(differences);
        }

        if (people is not null)
            await people.MoveAsync(cancellationToken);
        if (events is not null)
            await events.HandOverAsync(cancellationToken);
        var record = (events?.Record ?? new MigrationRecord("", 0, 0)) with { Done = time.GetUtcNow(), Summary = string.Join("; ", new[] { events?.Summary, people?.Summary }.OfType<string>()) };
        record.Write(settings.Data);
        Console.WriteLine($"Done: {record.Summary}.");
        Console.WriteLine($"Start the server with this config again: it goes on with its journal. What the folder held is still there: {Path.GetDirectoryName(settings.Data.Store)}, {settings.Data.Database}.");
        return true;
    }

    void RequireTarget()
    {
        if (settings.ConfigErrors.Count > 0)
            throw new CommandException($"The configuration has {settings.ConfigErrors.Count} mistake(s):\n{string.Join('\n', settings.ConfigErrors)}", ExitCode.WrongUse);
        if (!settings.Server.Store.ClickHouse && settings.Database is null)
            throw new CommandException(
                $"{settings.Config ?? "No config file"} names no cluster. Write the servers into candor.yaml: server.store (engine: clickhouse, nodes: […]) for events, server.database (postgres://…) for what people edit.", ExitCode.WrongUse);
        if (!File.Exists(settings.Data.Store) && !File.Exists(settings.Data.Database))
            throw new CommandException($"{settings.Data.Root} holds no install to move: neither {settings.Data.Store} nor {settings.Data.Database} is there. Name the folder with --data DIR.", ExitCode.WrongUse);
    }

    static bool Tell(IReadOnlyList<string> differences)
    {
        const int shown = 20;
        Console.Error.WriteLine($"candor: What arrived is not what was sent; nothing but events was moved, and the folder is as it was. {differences.Count} difference(s):");
        foreach (var difference in differences.Take(shown))
            Console.Error.WriteLine($"  {difference}");
        if (differences.Count > shown)
            Console.Error.WriteLine($"  and {differences.Count - shown} more");
        return false;
    }
}
