using System.Security.Cryptography;
using System.Text;
using Candor.Guard.Policy;
using Candor.Sites;

namespace Candor.Cli;

/// <summary>
/// Lets the file and the dashboard both publish. A file speaks only when it says something else than it did when this node last looked,
/// so one that stays as it is never takes back what somebody published since. Only a server that serves listens to its file: a command
/// that is run from another folder has another file, or none.
/// </summary>
sealed partial class PublishedPolicy(PolicyVersions versions, ServerSettings settings, ILogger<PublishedPolicy> logger) : IPolicyVersions
{
    readonly string mark = Path.Combine(settings.Data.Root, "policy-file");
    bool isAway;

    public PolicyText? InForce => versions.Newest is { } newest ? new PolicyText(newest.Number, newest.Text) : null;

    public bool Offer(string text)
    {
        if (!settings.IsPublic)
            return true;
        var (before, now) = (File.Exists(mark) ? File.ReadAllText(mark) : null, Fingerprint(text));
        if (before == now)
            return true;
        try
        {
            if (IsNews(text, before))
                LogPublished(Publish(text), settings.Config!);
            Remember(now);
            isAway = false;
            return true;
        }
        catch (DatabaseUnavailableException e)
        {
            if (!isAway)
                LogWaits(e.Message);
            isAway = true;
            return false;
        }
    }

    /// <summary>That there is no file is worth remembering too: one that appears later was put there on purpose.</summary>
    public void RememberNoFile()
    {
        if (settings.IsPublic && settings.Config is null && !File.Exists(mark))
            Remember("none");
    }

    /// <summary>A node that joins others brings a file that was written for its start; theirs is in force.</summary>
    bool IsNews(string text, string? before)
    {
        // The first question brings the tables up to date, and tells whether the database is there.
        Task.Run(() => versions.RefreshAsync(CancellationToken.None)).GetAwaiter().GetResult();
        if (versions.Newest is not { } newest)
            return true;
        if (newest.Text == text.ReplaceLineEndings("\n"))
            return false;
        if (before is null)
            LogJoins(settings.Config!, newest.Number);
        return before is not null;
    }

    int Publish(string text) => Task.Run(() => versions.PublishAsync(text, PolicyVersions.File, "", null, CancellationToken.None)).GetAwaiter().GetResult().Number;

    void Remember(string fingerprint)
    {
        using (var file = PrivateFile.Create(mark + ".new", FileMode.Create))
            file.Write(Encoding.ASCII.GetBytes(fingerprint));
        File.Move(mark + ".new", mark, overwrite: true);
    }

    static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    [LoggerMessage(9030, LogLevel.Information, "Version {Number} of the policy is what {File} says now")]
    partial void LogPublished(int number, string file);

    [LoggerMessage(9031, LogLevel.Warning, "{File} says something else than version {Number} of the policy, which is in force here as on the other nodes. The file is taken over when it next changes, or publish it in the dashboard.")]
    partial void LogJoins(string file, int number);

    [LoggerMessage(9032, LogLevel.Warning, "The changed policy file holds on this node; it becomes a version for all when the database is back: {Reason}")]
    partial void LogWaits(string reason);
}
