using System.Buffers;
using System.Text;
using Candor.Guard.Detect;
using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>
/// Which names of fields may be shown: those that are stored, those that the owner's policy names, and words in which Guard knows a kind of
/// field or finds nothing. A page may put anything into a name, so of every other only the length is told.
/// </summary>
sealed class ShownNames
{
    static readonly SearchValues<char> Ends = SearchValues.Create(".[");

    static readonly EventGuard Strict = new(PolicySource.Fixed(GuardPolicy.Strict), VisitorPseudonym.Ephemeral());

    readonly HashSet<string> stored;
    readonly PropertyRules rules;

    public ShownNames(IEnumerable<EventLeaf> stored, PropertyRules rules)
    {
        this.rules = rules;
        this.stored = [.. stored.SelectMany(l => Starts(l.Path))];
    }

    /// <param name="path">As an <see cref="EventLeaf"/> has it.</param>
    public string Of(string path)
    {
        var known = Starts(path).TakeWhile(start => stored.Contains(start) || IsOurs(start)).LastOrDefault() ?? "";
        var rest = path[known.Length..];
        if (rest.Length == 0)
            return path;
        var names = rest.Trim('.');
        return names.Split('.', '[').All(MayShow) ? path : known + (known.Length > 0 ? "." : "") + $"(a name of {names.Length} characters)";
    }

    /// <summary>Every beginning of a path that is a path itself, the whole last.</summary>
    static IEnumerable<string> Starts(string path)
    {
        for (var at = 1; at < path.Length; at++)
            if (Ends.Contains(path[at]))
                yield return path[..at];
        yield return path;
    }

    static bool IsOurs(string start) => start is "name" or "url" or "url.path" or "url.query" or "url.fragment" or "title" or "referrer" or "referrer.path" or "referrer.query" or "referrer.fragment"
        or "props" or "form" or "user" or "visitor" or "screen" or "language" or "region" or "device" or "browser" or "os";

    bool MayShow(string name) =>
        name.EndsWith(']') && name.AsSpan()[..^1].ContainsAnyExceptInRange('0', '9') is false || rules.Denied.Contains(name) || rules.FreeText.Contains(name) || rules.Fields.ContainsKey(name)
        || EventShape.Name(name) == name && (FieldNames.ClassifyWhole(name) != KeyKind.None || IsClean(name));

    /// <summary>Neither as a name nor as a text does it tell anything.</summary>
    static bool IsClean(string name) => Strict.Examine(new Event
    {
        Site = "", Id = Guid.Empty, Time = 0, Received = 0, Name = "PageView", Url = "", Title = name.Replace('_', ' ').Replace('-', ' '), Referrer = "",
        Props = Encoding.UTF8.GetBytes($$"""{"{{name}}":1}"""), Consent = new Consent(true, true),
    }).Kind == VerdictKind.Pass;
}
