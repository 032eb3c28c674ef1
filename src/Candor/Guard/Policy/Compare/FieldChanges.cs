namespace Candor.Guard.Policy.Compare;

static class FieldChanges
{
    // No event and no field has such a name: they stand for all that are not named.
    const string OtherEvent = "\u0001", OtherField = "\u0001";

    public static void Write(ChangeList to, PropertyRules before, PropertyRules after)
    {
        var fields = Fields(before).Union(Fields(after), StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        Of(to, OtherEvent, before, after, fields, []);
        var general = fields.Append(OtherField).Where(f => Kept(before, OtherEvent, f) != Kept(after, OtherEvent, f)).ToHashSet();
        foreach (var name in Events(before).Union(Events(after)).Order(StringComparer.Ordinal))
            Of(to, name, before, after, fields, general);
    }

    /// <param name="general">Fields of which the same was said for every event.</param>
    static void Of(ChangeList to, string name, PropertyRules before, PropertyRules after, List<string> fields, HashSet<string> general)
    {
        var ofEvent = name == OtherEvent ? "" : name;
        if (Kept(before, name, OtherField) is var others && others != Kept(after, name, OtherField) && !general.Contains(OtherField))
            to.Say(others == Handling.Gone ? $"From now on {Subject(name, "may carry", "may carry")} any property"
                : $"From now on {Subject(name, "carries", "carry")} no property {But(fields.Where(f => Kept(after, name, f) != Handling.Gone))}", ofEvent);
        foreach (var field in fields)
        {
            var (was, is_) = (Kept(before, name, field), Kept(after, name, field));
            if (was == is_ || (general.Contains(field) && (was, is_) == (Kept(before, OtherEvent, field), Kept(after, OtherEvent, field))))
                continue;
            to.Say((was, is_) switch
            {
                (_, Handling.Gone) => $"From now on {Subject(name, "no longer carries", "no longer carry")} `{field}`",
                (Handling.Gone, Handling.Kept) => $"From now on {Subject(name, "carries", "carry")} `{field}`",
                (Handling.Gone, _) => $"From now on {Subject(name, "carries", "carry")} `{field}`, whose text is examined",
                (_, Handling.Read) => $"From now on the text of `{field}` is examined and kept{On(name)}",
                _ => $"From now on the text of `{field}` goes unread{On(name)} where its name says free text",
            }, ofEvent);
        }
    }

    static string Subject(string name, string one, string many) => name == OtherEvent ? $"events {many}" : $"`{name}` {one}";

    static string On(string name) => name == OtherEvent ? "" : $" on `{name}`";

    static string But(IEnumerable<string> kept) => ChangeList.Names(kept) is { Length: > 0 } names ? $"but {names}" : "of its own";

    static Handling Kept(PropertyRules rules, string name, string field) =>
        !rules.Allows(name, field) ? Handling.Gone : rules.Of(name).KeepsFreeText(field) ? Handling.Read : Handling.Kept;

    static IEnumerable<string> Fields(PropertyRules rules) =>
        rules.Denied.Concat(rules.FreeText).Concat(rules.Fields.Keys).Concat(rules.OfEvents.Values.SelectMany(f => f.Keys)).Concat(rules.Lists?.Values.SelectMany(l => l) ?? []);

    static IEnumerable<string> Events(PropertyRules rules) => rules.OfEvents.Keys.Concat(rules.Lists?.Keys ?? []).Where(n => n != "*");

    enum Handling
    {
        Gone,
        Kept,

        /// <summary>Kept, and read where the name says free text.</summary>
        Read,
    }
}
