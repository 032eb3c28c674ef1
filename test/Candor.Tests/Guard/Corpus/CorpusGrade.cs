using System.Text.Json;

namespace Candor.Tests.Guard.Corpus;

/// <summary>What is wrong with an answer of <c>candor guard test</c> to a case; nothing is wrong where the list is empty.</summary>
static class CorpusGrade
{
    public static IReadOnlyList<string> Faults(CorpusCase asked, JsonElement answer)
    {
        var verdict = answer.GetProperty("verdict").GetString();
        var stored = answer.GetProperty("stored");
        if (!asked.Sensitive)
            return verdict == "pass" && JsonElement.DeepEquals(asked.Event, stored) ? [] : [$"altered: {Told(answer)}"];
        if (verdict == "drop")
            return asked.MayDrop ? [] : ["dropped"];

        // The reasons are shown and kept beside the event, so they are searched too.
        var (kept, told) = (Searched.In(stored), Searched.In(answer.GetProperty("reasons")));
        var found = answer.GetProperty("categories").EnumerateArray().Select(c => c.GetString()!).ToHashSet();
        return
        [
            .. asked.Secrets.Where(s => kept.Holds(s) || told.Holds(s)).Select(s => $"keeps the secret \"{s}\""),
            .. asked.Categories.Where(c => !found.Contains(c)).Select(c => $"does not name {c}{(found.Count == 0 ? "" : $" but {string.Join(", ", found)}")}"),
        ];
    }

    /// <summary>What a right answer keeps and this one lost.</summary>
    public static IReadOnlyList<string> Lost(CorpusCase asked, JsonElement answer)
    {
        var kept = Searched.In(answer.GetProperty("stored"));
        return [.. asked.Keeps.Where(k => !kept.Holds(k)).Select(k => $"lost \"{k}\"")];
    }

    static string Told(JsonElement answer) =>
        string.Join("; ", answer.GetProperty("reasons").EnumerateArray().Select(r => $"{r.GetProperty("category")} in {r.GetProperty("where")}: {r.GetProperty("why")}"));
}
