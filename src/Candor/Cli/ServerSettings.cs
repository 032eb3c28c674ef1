namespace Candor.Cli;

/// <summary>What the server is started with, from the options, the environment and the config file's <c>server:</c> section.</summary>
/// <param name="Urls">Public addresses. None: a command hosts the server for itself.</param>
/// <param name="Config">The config file, where there is one.</param>
sealed record ServerSettings(DataFolder Data, IReadOnlyList<ListenAddress> Urls, string? Config, bool Verbose)
{
    public bool IsPublic => Urls.Count > 0;
}
