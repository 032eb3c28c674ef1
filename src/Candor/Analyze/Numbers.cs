namespace Candor.Analyze;

static class Numbers
{
    /// <summary>A sum of money as it is shown. Adding in another order changes the last digits, and a few senders' huge values overflow: JSON has no infinity.</summary>
    public static double Finite(double sum) => double.IsNaN(sum) ? 0 : Math.Round(Math.Clamp(sum, double.MinValue, double.MaxValue), 4);

    public static double Rate(long part, long whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);

    public static double Mean(double sum, long count) => count == 0 ? 0 : Math.Round(sum / count, 1);
}
