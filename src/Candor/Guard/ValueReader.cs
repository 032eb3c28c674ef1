using Candor.Guard.Detect;
using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>
/// What the detectors say of a single value under its name, for those who look at what others send: whom it tells of. What it tells of topics
/// only a whole event says. Keeps nothing, changes nothing.
/// </summary>
static class ValueReader
{
    /// <param name="name">The field's name, such as <c>udff[em]</c> or <c>properties.email</c>.</param>
    /// <param name="ofPerson">The field stands among facts about a person, so <c>name</c>, <c>fn</c> and <c>ph</c> mean a person's.</param>
    /// <returns>What was found, each category once; empty when the value says nothing about a person.</returns>
    public static IReadOnlyList<Reason> Classify(string name, ReadOnlySpan<char> value, Place place = Place.Property, bool ofPerson = false)
    {
        if (value.IsEmpty)
            return [];
        var x = Examination.Start(SitePolicy.Strict, TopicVocabulary.Packaged, new Consent(true, true));
        try
        {
            x.Topics.Begin("");
            x.Path.Clear();
            x.Path.Push(name);
            TextWalk.Examine(x, value, FieldNames.Resolve(FieldNames.Classify(name), name, ofPerson), place);
            return x.Categories.Count == 0 ? [] : [.. x.Reasons.Where(r => r.Category is not (Category.NotAllowed or Category.Consent)).DistinctBy(r => r.Category)];
        }
        finally
        {
            x.End();
        }
    }
}
