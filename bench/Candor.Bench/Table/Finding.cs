using System.Globalization;

namespace Candor.Bench.Table;

/// <summary>One line of the table: a question, its anchor and Candor's answer from the same run.</summary>
sealed record Finding(string Question, string Anchor, string Candor, string Ratio, string Goal, string Stretch, string Met, string Command)
{
    public const string NotMeasured = "not run";

    public string Measured { get; init; } = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Finding AtLeast(string question, string anchor, string candor, double ratio, double goal, double stretch, string command) =>
        new(question, anchor, candor, Times(ratio), $">= {Times(goal)}", $">= {Times(stretch)}", ratio >= stretch ? "stretch" : ratio >= goal ? "yes" : "no", command);

    public static Finding AtMost(string question, string anchor, string candor, double ratio, double goal, double stretch, string command) =>
        new(question, anchor, candor, Times(ratio), $"<= {Times(goal)}", $"<= {Times(stretch)}", ratio <= stretch ? "stretch" : ratio <= goal ? "yes" : "no", command);

    /// <summary>Against a plain number instead of a ratio.</summary>
    public static Finding Below(string question, string anchor, string candor, double value, double goal, double stretch, string unit, string command) =>
        new(question, anchor, candor, "", string.Create(CultureInfo.InvariantCulture, $"<= {goal} {unit}"), string.Create(CultureInfo.InvariantCulture, $"<= {stretch} {unit}"),
            value <= stretch ? "stretch" : value <= goal ? "yes" : "no", command);

    public static Finding NotRun(string question, string why, string goal, string stretch, string command) =>
        new(question, why, NotMeasured, "", goal, stretch, NotMeasured, command) { Measured = "" };

    public static Finding? Parse(string line)
    {
        var cells = line.Split('|').Select(c => c.Trim()).ToArray();
        return cells.Length == 11 && cells[0].Length == 0 && cells[1] is not ("" or "question") && !cells[1].StartsWith('-')
            ? new Finding(cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8].Trim('`')) { Measured = cells[9] }
            : null;
    }

    public override string ToString() => $"| {Question} | {Anchor} | {Candor} | {Ratio} | {Goal} | {Stretch} | {Met} | `{Command}` | {Measured} |";

    static string Times(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + " x";
}
