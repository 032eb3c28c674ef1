namespace Candor.Store;

sealed record SqlLimits
{
    public int Rows { get; init; } = 10_000;
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);
}
