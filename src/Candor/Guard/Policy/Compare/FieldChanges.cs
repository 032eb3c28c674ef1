namespace Candor.Guard.Policy.Compare;

static class FieldChanges
{
    // No event and no field has such a name: they stand for all that are not named.
    const string OtherEvent = "\u0001", OtherField = "\u0001";

    public static void Write(ChangeList to, PropertyRules before, PropertyRules after)
    {
        var fields = Fields(before).Union(Fields(after), StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var general = Of(OtherEvent, before, after, fields).ToList();
        foreach (var change in general)
            to.Say(change.Words("events", "carry", ""));
        foreach (var field in fields.Where(f => general.TrueForAll(c => c.Field != f)))
            Parameter(to, field, before, after);
        foreach (var name in Events(before).Union(Events(after)).Order(StringComparer.Ordinal))
            foreach (var change in Of(name, before, after, fields).Except(general))
                to.Say(change.Words($"`{name}`", "carries", $" on `{name}`"), name);
    }

    /// <summary>A field that no event carries may still stand in an address.</summary>
    static void Parameter(ChangeList to, string field, PropertyRules before, PropertyRules after)
    {
        if (before.Removes(field) != after.Removes(field))
            to.Say(after.Removes(field) ? $"From now on addresses lose the parameter `{field}`" : $"From now on addresses may hold the parameter `{field}`");
        else if (before.KeepsFreeText(field) != after.KeepsFreeText(field))
            to.Say(after.KeepsFreeText(field) ? $"From now on the text of the parameter `{field}` is examined and kept" : $"From now on the text of the parameter `{field}` goes unread");
    }

    static IEnumerable<Change> Of(string name, PropertyRules before, PropertyRules after, List<string> fields)
    {
        var (othersWere, othersAre) = (Kept(before, name, OtherField), Kept(after, name, OtherField));
        if (othersWere != othersAre)
            yield return new Change(OtherField, othersWere, othersAre, ChangeList.Names(fields.Where(f => Kept(after, name, f) != Handling.Gone)));
        foreach (var field in fields)
        {
            var (was, now) = (Kept(before, name, field), Kept(after, name, field));
            // Where everything may stay, or nothing but a list, that says it of these too.
            if (was != now && (othersWere == othersAre || now != othersAre))
                yield return new Change(field, was, now, "");
        }
    }

    /// <param name="Rest">Of <see cref="OtherField"/>: the fields that may stay all the same.</param>
    sealed record Change(string Field, Handling Was, Handling Now, string Rest)
    {
        public string Words(string subject, string carry, string on) => (Field, Was, Now) switch
        {
            (OtherField, _, Handling.Gone) => $"From now on {subject} {carry} no property{(Rest.Length == 0 ? "" : $" but {Rest}")}",
            (OtherField, _, _) => $"From now on {subject} may carry any property",
            (_, _, Handling.Gone) => $"From now on {subject} no longer {carry} `{Field}`",
            (_, Handling.Gone, Handling.Kept) => $"From now on {subject} may carry `{Field}`",
            (_, Handling.Gone, _) => $"From now on {subject} may carry `{Field}`, and its text is examined",
            (_, _, Handling.Read) => $"From now on the text of `{Field}` is examined and kept{on}",
            _ => $"From now on the text of `{Field}` goes unread{on} where its name says free text",
        };
    }

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
