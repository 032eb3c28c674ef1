using System.Diagnostics;

namespace Candor.Audit.Live;

/// <summary>The system's Chromium with a profile of its own, which is gone when the visit is.</summary>
sealed class Chromium : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    readonly Process process;
    readonly string profile;

    Chromium(Process process, string profile, Uri address)
    {
        (this.process, this.profile) = (process, profile);
        Address = address;
    }

    /// <summary>Where its DevTools answer.</summary>
    public Uri Address { get; }

    /// <summary>CANDOR_CHROMIUM, else the first known name on the PATH; null when there is none.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("CANDOR_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome" }.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);

    /// <param name="door">Port of the <see cref="PublicDoor"/>; null for a browser that may go anywhere.</param>
    /// <exception cref="VisitException">There is none, or it does not start.</exception>
    public static async Task<Chromium> StartAsync(int? door, IReadOnlyList<string> more, CancellationToken cancellationToken)
    {
        var path = Find() ?? throw new VisitException(VisitOutcome.NoBrowser, "A visit needs Chromium: install it (Debian: apt-get install chromium) or name one in CANDOR_CHROMIUM.");
        var profile = Directory.CreateTempSubdirectory("candor-audit-").FullName;
        Process? process = null;
        try
        {
            await ChromiumProfile.WriteAsync(profile, cancellationToken);
            var start = new ProcessStartInfo(path, ChromiumProfile.Arguments(profile, door, more)) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
            process = Process.Start(start) ?? throw new VisitException(VisitOutcome.NoBrowser, $"{path} does not start.");
            return new Chromium(process, profile, await AddressAsync(process, path, cancellationToken));
        }
        catch (Exception e)
        {
            await EndAsync(process, profile);
            throw e is System.ComponentModel.Win32Exception ? new VisitException(VisitOutcome.NoBrowser, $"{path} does not start: {e.Message}.") : e;
        }
    }

    static async Task<Uri> AddressAsync(Process process, string path, CancellationToken cancellationToken)
    {
        const string Told = "DevTools listening on ";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestStart);
        var last = "";
        try
        {
            while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith(Told, StringComparison.Ordinal))
                {
                    // What it says later must be read, or it stops when the pipe is full.
                    _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None).ContinueWith(static t => t.Exception, TaskScheduler.Default);
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None).ContinueWith(static t => t.Exception, TaskScheduler.Default);
                    return new Uri(line[Told.Length..].Trim());
                }
                last = line;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VisitException(VisitOutcome.NoBrowser, $"{path} did not answer within {LongestStart.TotalSeconds:0} seconds.");
        }
        throw new VisitException(VisitOutcome.NoBrowser, $"{path} ended while starting: {last}");
    }

    static async Task EndAsync(Process? process, string profile)
    {
        if (process is not null)
        {
            try
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException or System.ComponentModel.Win32Exception)
            {
                // It is gone already, or the system ends it.
            }
            process.Dispose();
        }
        // Its helpers write for a moment after it is gone.
        for (var attempt = 0; attempt < 10 && Directory.Exists(profile); attempt++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(process, profile);
}
