using System.Globalization;

namespace Candor.Dashboard.View;

/// <summary>How a number stands against the days compared with. Direction is said by an arrow and in words, never by colour alone.</summary>
/// <param name="Ratio">0.12 for 12% more; null when there was nothing before.</param>
/// <param name="MoreIsBetter">Null where neither is.</param>
public sealed record Change(double? Ratio, string Before, bool? MoreIsBetter)
{
    public static Change? Between(double now, double before, string beforeText, bool? moreIsBetter = true) =>
        now == 0 && before == 0 ? null : new(before == 0 ? null : (now - before) / before, beforeText, moreIsBetter);

    bool IsUp => Ratio is null or >= 0.0005;

    bool IsDown => Ratio <= -0.0005;

    public string Arrow => IsUp ? "↑" : IsDown ? "↓" : "→";

    public string Text => Ratio is not { } ratio ? "new"
        : Math.Abs(ratio) >= 9.995 ? $"×{(1 + ratio).ToString("0", CultureInfo.InvariantCulture)}"
        : Math.Abs(ratio * 100).ToString(Math.Abs(ratio) < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture) + "%";

    public string Words => Ratio is null ? $"up from {Before}" : IsUp ? $"up {Text}, from {Before}" : IsDown ? $"down {Text}, from {Before}" : $"as before, {Before}";

    public string Class => MoreIsBetter is not { } more || !IsUp && !IsDown ? "change" : IsUp == more ? "change change-good" : "change change-bad";
}
