using System.IO.Pipelines;

namespace Candor.Cli;

/// <summary>Events as NDJSON, one <see cref="EventLine"/> each, no faster than the reader takes them.</summary>
static class EventLines
{
    const int FlushAt = 64 << 10;

    public static async Task WriteAsync(IAsyncEnumerable<Event> events, PipeWriter output, CancellationToken cancellationToken)
    {
        await foreach (var e in events.WithCancellation(cancellationToken))
        {
            EventLine.Write(e, output);
            if (output.UnflushedBytes >= FlushAt)
                await output.FlushAsync(cancellationToken);
        }
        await output.FlushAsync(cancellationToken);
    }
}
