namespace Candor.Guard.Policy.Compare;

static class TopicChanges
{
    /// <param name="before">What becomes of each topic, in the order of <see cref="Category.Topics"/>.</param>
    public static void Write(ChangeList to, IReadOnlyList<TopicHandling> before, IReadOnlyList<TopicHandling> after)
    {
        foreach (var change in Enumerable.Range(0, before.Count).Where(i => before[i] != after[i]).GroupBy(i => after[i], i => TopicLayer.Topics[i]))
            to.Say(string.Format(null, Words(change.Key), change.Count() == before.Count ? "any topic" : ChangeList.Names(change)));
    }

    static string Words(TopicHandling handling) => handling switch
    {
        TopicHandling.Keep => "From now on page detail that tells of {0} is kept for your own counting, without anything that tells who it was",
        TopicHandling.Drop => "From now on events that tell of {0} are not kept",
        _ => "From now on a mark stands in place of page detail that tells of {0}",
    };
}
