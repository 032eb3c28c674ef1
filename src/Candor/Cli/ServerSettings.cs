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

    public bool Verbose { get; init; }

    /// <summary>Only for measuring what durability costs: no option and no config file can switch it off.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Only for measuring the collector alone: no option and no config file can switch the loader off.</summary>
    public bool Load { get; init; } = true;

    public bool IsPublic => Urls.Count > 0;
}
