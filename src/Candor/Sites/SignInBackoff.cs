namespace Candor.Sites;

/// <summary>Five wrong passwords are free; from then on each doubles the wait, up to a quarter of an hour.
/// A wait instead of a lock: nobody can shut another person out for good.</summary>
static class SignInBackoff
{
    const int Free = 5;
    static readonly TimeSpan First = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromMinutes(15);

    public static TimeSpan After(int failures) =>
        failures < Free ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures - Free, 10)));
}
