using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>Which events may be kept, by name.</summary>
/// <param name="Only">Null for any.</param>
/// <param name="Dropped">Never kept.</param>
sealed record EventRules(FrozenSet<string>? Only, FrozenSet<string> Dropped)
{
    public static EventRules Any { get; } = new(null, []);

    /// <summary><c>Engagement</c> updates a page view, so it goes where <c>PageView</c> goes.</summary>
    public bool Allows(string name)
    {
        if (Only is null && Dropped.Count == 0)
            return true;
        if (name == "Engagement")
            name = "PageView";
        return Only?.Contains(name) != false && !Dropped.Contains(name);
    }
}
