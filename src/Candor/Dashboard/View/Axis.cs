namespace Candor.Dashboard.View;

public static class Axis
{
    /// <summary>A round number above the highest value: 2, 4, 6, 8 or 10 times a power of ten, so that the middle is round as well.</summary>
    public static double Above(double highest)
    {
        if (highest <= 2)
            return 2;
        var power = Math.Pow(10, Math.Floor(Math.Log10(highest)));
        return new[] { 1, 2, 4, 6, 8, 10 }.Select(step => step * power).First(top => top >= highest);
    }
}
