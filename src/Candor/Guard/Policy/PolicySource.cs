using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Guard.Policy;

/// <summary>
/// The policy in force. Follows the file and, where versions are kept, the newest of them: a change is taken over within two seconds;
/// what has mistakes is refused and the policy before it stays.
/// </summary>
sealed partial class PolicySource : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly string? path;
    readonly IPolicyVersions? versions;
    readonly ILogger<PolicySource> logger;
    readonly ITimer? timer;
    readonly Lock gate = new();
    (DateTime Written, long Length) seen = (DateTime.MinValue, -1);
    (string Text, GuardPolicy Policy)? offered;
    int number;
    (IReadOnlyList<string> Files, string Seen) words = ([], "");
    volatile GuardPolicy current = GuardPolicy.Strict;
    volatile IReadOnlyList<ConfigError> ofFile = [], ofVersion = [];

    /// <param name="path">The policy file; null for the strict default without one.</param>
    /// <param name="versions">Where policies are kept; null when the file alone is in force.</param>
    /// <exception cref="PolicyRefusedException">The version in force has mistakes.</exception>
    public PolicySource(string? path, TimeProvider time, ILogger<PolicySource> logger, IPolicyVersions? versions = null)
    {
        this.path = path;
        this.versions = versions;
        this.logger = logger;
        if (path is null && versions is null)
            return;
        Look();
        if (ofVersion is [var mistake, ..])
            throw new PolicyRefusedException($"Version {number} of the policy is in force and cannot be read: {mistake} Publish one that can with the program that wrote it, or change candor.yaml.");
        // Polling: change notifications are lost on network and overlay file systems, where a stat is not.
        timer = time.CreateTimer(_ => Follow(wait: false), null, Interval, Interval);
    }

    public static PolicySource Fixed(GuardPolicy policy) => new(null, TimeProvider.System, NullLogger<PolicySource>.Instance) { current = policy };

    public GuardPolicy Current => current;

    /// <summary>What is wrong with the file or the version as it stands now; empty when <see cref="Current"/> is what they say. A server refuses to start on these.</summary>
    public IReadOnlyList<ConfigError> Errors => [.. ofFile, .. ofVersion];

    /// <summary>A new policy is in force.</summary>
    public event Action? Changed;

    public void Dispose() => timer?.Dispose();

    /// <summary>Takes over at once what was just published.</summary>
    public void Follow() => Follow(wait: true);

    /// <summary>A database that is slow to answer must not gather the timer's threads.</summary>
    void Follow(bool wait)
    {
        if (!gate.TryEnter(wait ? Timeout.Infinite : 0))
            return;
        var before = current;
        try
        {
            Look();
        }
        finally
        {
            gate.Exit();
        }
        if (!ReferenceEquals(current, before))
            Changed?.Invoke();
    }

    void Look()
    {
        if (words.Files.Count > 0 && Stamps(words.Files) != words.Seen)
            (seen, number) = ((DateTime.MinValue, -1), 0);
        if (path is not null && Stamp(path) is var stamp && stamp != seen)
        {
            seen = stamp;
            ReadFile(path);
        }
        if (offered is { } file)
        {
            var taken = versions?.Offer(file.Text) ?? true;
            if (taken)
                offered = null;
            if (!taken || versions?.InForce is null)
                Enforce(file.Policy);
        }
        if (offered is null && versions?.InForce is { } version && version.Number != number)
            ReadVersion(version);
    }

    void ReadFile(string file)
    {
        var config = ConfigFile.Read(file, out var text);
        var policy = Read(config);
        var part = versions is null ? text : PolicyPart.Of(text, config);
        if (IsGood(ofFile = [.. config.Errors]))
            offered = (part, policy);
    }

    void ReadVersion(PolicyText version)
    {
        number = version.Number;
        var config = ConfigFile.Parse(version.Text, path ?? "candor.yaml");
        var policy = Read(config);
        if (IsGood(ofVersion = [.. config.Errors]))
            Enforce(policy);
    }

    GuardPolicy Read(ConfigFile config)
    {
        var policy = GuardPolicy.Read(config);
        words = (policy.OwnWords.Paths, Stamps(policy.OwnWords.Paths));
        return policy;
    }

    bool IsGood(IReadOnlyList<ConfigError> mistakes)
    {
        foreach (var mistake in mistakes)
            LogMistake(mistake.ToString());
        if (mistakes.Count > 0)
            LogRefused(mistakes.Count);
        return mistakes.Count == 0;
    }

    void Enforce(GuardPolicy policy)
    {
        if (ReferenceEquals(policy, current))
            return;
        current = policy;
        LogLoaded(policy.Sites.Count);
    }

    static string Stamps(IEnumerable<string> files) => string.Join(' ', files.Select(Stamp));

    static (DateTime, long) Stamp(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }

    [LoggerMessage(200, LogLevel.Information, "Policy in force, with rules of their own for {Sites} site(s)")]
    partial void LogLoaded(int sites);

    [LoggerMessage(201, LogLevel.Error, "{Mistake}")]
    partial void LogMistake(string mistake);

    [LoggerMessage(202, LogLevel.Error, "Policy not taken over: {Count} mistake(s). The one before stays in force")]
    partial void LogRefused(int count);
}
