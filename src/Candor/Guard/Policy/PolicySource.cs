using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Guard.Policy;

/// <summary>
/// The policy in force. Follows the file: a change is taken over within two seconds; a file with mistakes is refused and
/// the policy before it stays.
/// </summary>
sealed partial class PolicySource : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly string? path;
    readonly ILogger<PolicySource> logger;
    readonly ITimer? timer;
    readonly Lock gate = new();
    (DateTime Written, long Length) seen;
    volatile GuardPolicy current = GuardPolicy.Strict;
    volatile IReadOnlyList<ConfigError> errors = [];

    /// <param name="path">The policy file; null for the strict default without one.</param>
    public PolicySource(string? path, TimeProvider time, ILogger<PolicySource> logger)
    {
        this.path = path;
        this.logger = logger;
        if (path is null)
            return;
        seen = Stamp(path);
        Load(path);
        // Polling: change notifications are lost on network and overlay file systems, where a stat is not.
        timer = time.CreateTimer(_ => Follow(), null, Interval, Interval);
    }

    public static PolicySource Fixed(GuardPolicy policy) => new(null, TimeProvider.System, NullLogger<PolicySource>.Instance) { current = policy };

    public GuardPolicy Current => current;

    /// <summary>What is wrong with the file as it stands now; empty when <see cref="Current"/> is that file. A server refuses to start on these.</summary>
    public IReadOnlyList<ConfigError> Errors => errors;

    /// <summary>A new policy is in force.</summary>
    public event Action? Changed;

    public void Dispose() => timer?.Dispose();

    void Follow()
    {
        lock (gate)
        {
            var stamp = Stamp(path!);
            if (stamp == seen)
                return;
            seen = stamp;
            if (!Load(path!))
                return;
        }
        Changed?.Invoke();
    }

    bool Load(string file)
    {
        var config = ConfigFile.Read(file);
        var policy = GuardPolicy.Read(config);
        errors = [.. config.Errors];
        if (config.Errors.Count > 0)
        {
            foreach (var error in config.Errors)
                LogMistake(error.ToString());
            LogRefused(config.Errors.Count);
            return false;
        }
        current = policy;
        LogLoaded(policy.Sites.Count);
        return true;
    }

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
