using System.Text;
using Candor.Collect.Wire;

namespace Candor.Tests.Collect.Wire;

/// <summary>A body read to its end.</summary>
sealed record Decoded(IReadOnlyList<WireEvent> Events, ProblemList Problems)
{
    public static Decoded From(string body) => From(Encoding.UTF8.GetBytes(body));

    public static Decoded From(byte[] body)
    {
        var problems = new ProblemList();
        var events = new List<WireEvent>();
        var stream = new EventStream(body, problems);
        while (stream.TryRead(out var e, out var isGood))
            if (isGood)
                events.Add(e);
        return new Decoded(events, problems);
    }

    /// <summary>One event with the given members beside the required ones.</summary>
    public static Decoded With(string members) => From($$"""{"site":"s_1","name":"PageView",{{members}}}""");

    public string Props => Encoding.UTF8.GetString(Assert.Single(Events).Props.Bytes.Span);

    public EventProblem Problem => Assert.Single(Problems.First);
}
