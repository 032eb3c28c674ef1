namespace Candor.Store;

sealed record EventStoreOptions
{
    /// <summary>The database file. Its folder is made when it is missing.</summary>
    public required string Path { get; init; }

    /// <summary>What the engine may take before it spills to disk. Its own default is 80 % of the machine.</summary>
    public string MemoryLimit { get; init; } = "1GB";

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How many questions run at once; more wait. Loading is not counted.</summary>
    public int ConcurrentQueries { get; init; } = 4;

    /// <summary>Memory for remembering recent event ids (about 3 bytes an event). When it is short, more ids are looked up in the table.</summary>
    public long SeenBytes { get; init; } = 64 << 20;
}
