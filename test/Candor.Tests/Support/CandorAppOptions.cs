using Candor.Collect;
using Candor.Journal;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Candor.Tests.Support;

sealed record CandorAppOptions
{
    /// <summary>The text of candor.yaml.</summary>
    public string? Policy { get; init; }

    public CollectOptions Collect { get; init; } = new("");

    public JournalOptions Journal { get; init; } = new() { Directory = "", MinFreeBytes = 0 };

    /// <summary>A database shared with other collectors.</summary>
    public string? Postgres { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Action<KestrelServerLimits>? Kestrel { get; init; }
}
