namespace Candor.Cli;

/// <summary>Where everything lies. Only its owner may look inside.</summary>
sealed record DataFolder(string Root)
{
    public string Database => Path.Combine(Root, "candor.db");

    public string Journal => Path.Combine(Root, "journal");

    public string Store => Path.Combine(Root, "store", "events.duckdb");

    /// <summary>Audits that are kept.</summary>
    public string Audits => Path.Combine(Root, "audits", "audits.duckdb");

    /// <summary>Lists that were taken after the program came.</summary>
    public string Lists => Path.Combine(Root, "lists");

    public string Keys => Path.Combine(Root, "keys");

    public string Salt => Path.Combine(Root, "salt");

    /// <summary>The lock and the address of the process that owns the folder.</summary>
    public string Run => Path.Combine(Root, "run");

    /// <summary>Makes the folders that are missing.</summary>
    /// <exception cref="CommandException">The folder cannot be made or written to.</exception>
    public void Create()
    {
        try
        {
            foreach (var folder in (string[])[Root, Run, Journal, Keys, Path.GetDirectoryName(Store)!])
                Private(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data folder {Root} cannot be used: {e.Message} Choose another with --data DIR.", cause: e);
        }
    }

    static void Private(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
