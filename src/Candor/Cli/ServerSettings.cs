namespace Candor.Cli;

/// <summary>What the server is started with, from the options, the environment and the config file.</summary>
sealed record ServerSettings
{
    public required DataFolder Data { get; init; }

    /// <summary>Public addresses. None: a command hosts the server for itself.</summary>
    public IReadOnlyList<ListenAddress> Urls { get; init; } = [];

    /// <summary>The config file, where there is one.</summary>
    public string? Config { get; init; }

    public ServerSection Server { get; init; } = new();

    /// <summary>Everything that is wrong in the config file. A server does not start on them; a command that asks a running one does not mind.</summary>
    public IReadOnlyList<ConfigError> ConfigErrors { get; init; } = [];

    /// <summary>The PostgreSQL database of what people edit, from CANDOR_DATABASE or the config; null for the file in the data folder.</summary>
    public string? Database { get; init; }

    public ServerRole Role { get; init; }

    /// <summary>Null: warnings of a server, nothing of a command that hosts one for itself.</summary>
    public LogLevel? Log { get; init; }

    /// <summary>Only for measuring what durability costs: no option and no config file can switch it off.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Only for measuring the collector alone: no option and no config file can switch the loader off.</summary>
    public bool Load { get; init; } = true;

    public bool IsPublic => Urls.Count > 0;

    /// <summary>Takes events.</summary>
    public bool Collects => IsPublic && Role is (ServerRole.All or ServerRole.Collector);

    /// <summary>Follows its journal from the start.</summary>
    public bool Loads => IsPublic && Load && Role != ServerRole.Dashboard;

    /// <summary>Rolls days up and deletes what is too old.</summary>
    public bool Tends => IsPublic && Role is (ServerRole.All or ServerRole.Loader);

    /// <summary>Has pages and an API for people.</summary>
    public bool Shows => Role is ServerRole.All or ServerRole.Dashboard;
}
