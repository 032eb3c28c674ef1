using System.Buffers;

namespace Candor.Guard.Detect.Topics;

/// <summary>
/// Names of fields that say nothing of any topic: <c>content_ids</c>, <c>quantity</c>. Few names make most of the traffic, and comparing one costs a
/// fifth of reading it. One table a thread, so nothing is shared; a name takes the place of another with the same hash. Only plain words stay: a
/// name can be somebody's address, and of what was removed nothing outlives the request.
/// </summary>
static class BlankNames
{
    const int Remembered = 256;
    const int Longest = 32;

    static readonly SearchValues<char> OfWords = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    [ThreadStatic] static (TopicVocabulary? Of, string Name)[]? memory;

    public static bool Has(TopicVocabulary vocabulary, ReadOnlySpan<char> name)
    {
        if (memory is null || name.Length > Longest)
            return false;
        ref readonly var entry = ref memory[Slot(name)];
        return ReferenceEquals(entry.Of, vocabulary) && name.SequenceEqual(entry.Name);
    }

    public static void Add(TopicVocabulary vocabulary, ReadOnlySpan<char> name)
    {
        if (name.Length <= Longest && !name.ContainsAnyExcept(OfWords))
            (memory ??= new (TopicVocabulary?, string)[Remembered])[Slot(name)] = (vocabulary, name.ToString());
    }

    static int Slot(ReadOnlySpan<char> name) => string.GetHashCode(name) & (Remembered - 1);
}
