namespace Candor.Journal;

enum AppendStatus
{
    /// <summary>On the disk, file and directory synced.</summary>
    Durable,

    /// <summary>The disk is nearly full. Nothing was kept; try again later.</summary>
    DiskFull,

    /// <summary>A write or a sync failed. Nothing was kept; a new segment is tried after a moment.</summary>
    Failed,

    /// <summary>More waits for the disk than memory is set aside for. Nothing was kept.</summary>
    Busy,

    /// <summary>The journal is closing. Nothing was kept.</summary>
    Stopping,
}
