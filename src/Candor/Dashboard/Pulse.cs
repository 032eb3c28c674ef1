namespace Candor.Dashboard;

/// <summary>How an open page waits between two looks at what changed.</summary>
static class Pulse
{
    /// <returns>False when the page or the server is gone.</returns>
    public static async Task<bool> NextAsync(TimeSpan pace, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pace, clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
