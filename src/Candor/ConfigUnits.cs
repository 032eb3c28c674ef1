using System.Globalization;

namespace Candor;

/// <summary>Numbers with a unit, as a person writes them in a configuration file or on a command line.</summary>
static class ConfigUnits
{
    /// <summary>A mean month of the Gregorian calendar, so that twelve make a year.</summary>
    const double MonthDays = 30.4375;

    public static bool TryDuration(string text, out TimeSpan span)
    {
        span = default;
        if (!Split(text, out var number, out var unit))
            return false;
        double? days = unit switch
        {
            "ms" => number / 86_400_000,
            "s" => number / 86_400,
            "m" or "min" => number / 1440,
            "h" => number / 24,
            "d" => number,
            "w" => number * 7,
            "mo" => number * MonthDays,
            "y" => number * MonthDays * 12,
            _ => null,
        };
        if (days is null or < 0 or > 36_600)
            return false;
        span = TimeSpan.FromDays(days.Value);
        return true;
    }

    public static bool TryBytes(string text, out long bytes)
    {
        bytes = 0;
        if (!Split(text, out var number, out var unit))
            return false;
        double? factor = unit.ToUpperInvariant() switch
        {
            "" or "B" => 1,
            "KB" => 1e3,
            "MB" => 1e6,
            "GB" => 1e9,
            "TB" => 1e12,
            "K" or "KIB" => 1L << 10,
            "M" or "MIB" => 1L << 20,
            "G" or "GIB" => 1L << 30,
            "T" or "TIB" => 1L << 40,
            _ => null,
        };
        if (factor is null || number * factor.Value is not (>= 0 and < 1e18))
            return false;
        bytes = (long)(number * factor.Value);
        return true;
    }

    static bool Split(string text, out double number, out string unit)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.LastIndexOfAnyInRange('0', '9') + 1;
        unit = trimmed[end..].Trim().ToString();
        return double.TryParse(trimmed[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
