namespace Candor.Tests.Journal;

/// <summary>A file of the simulated disk: what the process sees, and what a power cut leaves.</summary>
sealed class Inode
{
    public List<byte> Bytes { get; init; } = [];
    public byte[] Durable { get; set; } = [];

    /// <summary>What was waiting when a sync failed: the kernel calls it clean, and no later sync writes it.</summary>
    public List<Range> Lost { get; init; } = [];

    public void Sync()
    {
        var bytes = Bytes.ToArray();
        foreach (var range in Lost)
        {
            bytes.AsSpan()[Math.Min(range.Start.Value, bytes.Length)..Math.Min(range.End.Value, bytes.Length)].Clear();
        }

        Durable = bytes;
    }

    public void FailToSync(bool written)
    {
        if (written)
        {
            Sync();
        }
        else if (Bytes.Count > Durable.Length)
        {
            Lost.Add(Durable.Length..Bytes.Count);
        }
    }
}
