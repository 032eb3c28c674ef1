using System.Globalization;

namespace Candor.Bench;

/// <summary>How long and where: <c>--seconds N</c>, <c>--rounds N</c>, <c>--dir DIR</c>.</summary>
sealed record BenchOptions
{
    /// <summary>Of one measurement.</summary>
    public int Seconds { get; init; } = 8;

    /// <summary>Anchor and Candor in turns, so many times.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>The bench's own: it is emptied.</summary>
    public string Folder { get; init; } = In(Path.GetTempPath());

    /// <summary>Events of the larger store that reports are asked of.</summary>
    public int Events { get; init; } = 10_000_000;

    public static BenchOptions Read(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new BenchException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--seconds" => options with { Seconds = Number(args, i, 1, 60) },
                "--rounds" => options with { Rounds = Number(args, i, 1, 15) },
                "--dir" => options with { Folder = In(args[i + 1]) },
                "--events" => options with { Events = Number(args, i, 100_000, 100_000_000) },
                _ => throw new BenchException($"There is no option {args[i]}. Known: --seconds N, --rounds N, --dir DIR, --events N."),
            };
        }
        Directory.CreateDirectory(options.Folder);
        if (new DriveInfo(options.Folder).DriveFormat is "tmpfs" or "ramfs")
            throw new BenchException($"{options.Folder} is in memory, where durability costs nothing. Name a folder on a disk with --dir DIR.");
        return options;
    }

    static string In(string folder) => Path.Combine(Path.GetFullPath(folder), "candor-bench");

    static int Number(string[] args, int i, int least, int most) =>
        int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new BenchException($"{args[i]} takes a number from {least} to {most}.");

    /// <summary>A folder of the bench's own, empty.</summary>
    public string Fresh(string name)
    {
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
