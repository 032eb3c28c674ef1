using Candor.Analyze.Novelties;
using Candor.Audit.Many;
using Candor.Journal;
using Candor.Sites;
using Candor.Sites.Access;
using Candor.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Candor.Cli.Doctor;

/// <summary>How the rooms of this folder are, each asked even when another one cannot be opened.</summary>
static class DoctorApi
{
    static readonly SqlText Quarantine = new("select reason, count(*) from quarantine group by reason order by 2 desc limit 3");

    public static void MapDoctor(this IEndpointRouteBuilder routes) => routes.MapGet("/api/doctor", LookAsync).RequireAuthorization(Policies.Own);

    static async Task<JsonHttpResult<List<Finding>>> LookAsync(ServerSettings settings, IServiceProvider services, CancellationToken cancellationToken)
    {
        List<Finding> findings = [Folder(settings.Data), Disk(settings), .. await AskAsync("database", () => Task.FromResult(People(services)))];
        findings.AddRange(await AskAsync("store", () => StoreAsync(services, cancellationToken)));
        findings.AddRange(await AskAsync("journal", () => Task.FromResult(Journal(services))));
        findings.AddRange(await AskAsync("audits", () => Task.FromResult(Audits(services))));
        if (!findings.Exists(f => f is { Check: "store", State: "fail" }))
            findings.AddRange(await AskAsync("new data", () => NewDataAsync(services, cancellationToken)));
        return TypedResults.Json(findings, FindingJson.Default.ListFinding);
    }

    static async Task<List<Finding>> AskAsync(string check, Func<Task<IEnumerable<Finding>>> ask)
    {
        try
        {
            return [.. await ask()];
        }
        catch (Exception e) when (CommandFailures.IsKnown(e))
        {
            return [Finding.Fail(check, e.Message)];
        }
    }

    static Finding Folder(DataFolder data)
    {
        if (OperatingSystem.IsWindows())
            return Finding.Ok("data folder", data.Root);
        var others = new DirectoryInfo(data.Root).UnixFileMode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return others == 0 ? Finding.Ok("data folder", data.Root) : Finding.Warn("data folder", $"{data.Root} is open to other accounts of this machine. Mend it with: chmod 700 {data.Root}");
    }

    static Finding Disk(ServerSettings settings)
    {
        var free = new DriveInfo(settings.Data.Root).AvailableFreeSpace;
        var text = $"{free >> 20:N0} MiB free; events are refused below {settings.Server.KeepFree >> 20:N0} MiB";
        return free < settings.Server.KeepFree ? Finding.Fail("disk", text) : free < 4 * settings.Server.KeepFree ? Finding.Warn("disk", text) : Finding.Ok("disk", text);
    }

    static IEnumerable<Finding> People(IServiceProvider services)
    {
        if (services.GetService<SharedChanges>() is { State.AwaySince: { } since } changes)
            yield return Finding.Fail("database", $"Away since {since:u}: {changes.State.Reason}");
        else if (services.GetService<PostgresDatabase>() is { } shared)
            yield return Finding.Ok("database", shared.Where);
        var sites = services.GetRequiredService<SiteDirectory>().All.Count;
        yield return sites > 0 ? Finding.Ok("sites", $"{sites}") : Finding.Warn("sites", "None yet. Add one: candor site add example.org");
        yield return services.GetRequiredService<UserDirectory>().IsEmpty
            ? Finding.Warn("users", "Nobody can sign in. `candor serve` prints a link for the first account; `candor user add` makes one here.")
            : Finding.Ok("users", "Somebody can sign in");
    }

    /// <summary>Sites that are audited daily and tell others something else than the time before; nothing where no site is.</summary>
    static IEnumerable<Finding> Audits(IServiceProvider services) =>
        services.GetRequiredService<AuditDesk>().Alerts().Select(a => Finding.Warn("audits", $"{a.Audit.Source} changed {a.Change.Summary}. The dashboard's page /audits says what."));

    static async Task<IEnumerable<Finding>> StoreAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IEventStore>();
        var state = store.State;
        var aside = await store.QueryAsync(Quarantine, [], r => $"{r.GetInt64(1)} × {r.GetString(0)}", cancellationToken);
        return
        [
            state.Trouble is { } trouble ? Finding.Fail("store", trouble) : Finding.Ok("store", $"{state.Engine} {state.EngineVersion}, schema {state.SchemaVersion}, {state.BytesOnDisk >> 20:N0} MiB"),
            aside.Count == 0 ? Finding.Ok("quarantine", "Empty") : Finding.Warn("quarantine", $"Records that could not be read: {string.Join("; ", aside)}"),
        ];
    }

    /// <summary>What each site sends that it did not send before.</summary>
    static async Task<IEnumerable<Finding>> NewDataAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        const int most = 3;
        var findings = new List<Finding>();
        foreach (var site in services.GetRequiredService<SiteDirectory>().All)
        {
            var found = await services.GetRequiredService<NoveltyWatch>().OfAsync(site.Id, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone)).WaitAsync(cancellationToken);
            findings.AddRange(found.Take(most).Select(n => Finding.Warn("new data", $"{site.Name}: {n.Sentence}")));
            if (found.Count > most)
                findings.Add(Finding.Warn("new data", $"{site.Name}: {found.Count - most} more. All: candor report new-data --site {site.Id}"));
        }
        return findings.Count > 0 ? findings : [Finding.Ok("new data", "Nothing that was not sent before")];
    }

    static IEnumerable<Finding> Journal(IServiceProvider services)
    {
        var state = services.GetRequiredService<EventJournal>().State;
        var lag = Math.Max(0, state.LastSequence + 1 - services.GetRequiredService<IEventStore>().Position.Sequence);
        yield return state.Accepting ? Finding.Ok("journal", $"Takes events; {state.BytesOnDisk >> 20:N0} MiB, {lag:N0} records not stored yet") : Finding.Fail("journal", state.Refusal ?? "Refuses events");
        if (state.CutBytes > 0)
            yield return Finding.Ok("journal", $"{state.CutBytes:N0} bytes of an unfinished write were cut at the last start; nobody had been told that they were kept");
    }
}
