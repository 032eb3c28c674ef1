using System.Text;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Tests.Guard;

/// <summary>Events and guards for tests, with everything that a test does not speak of left plain.</summary>
static class Examples
{
    public static readonly Consent Everything = new(true, true);

    public static Event Event(string url = "https://www.example.org/", string name = "PageView", string title = "", string referrer = "", string props = "", string user = "", string visitor = "", Consent? consent = null) => new()
    {
        Site = "s_test",
        Id = Guid.Parse("018f2b7c-1111-7abc-8def-0123456789ab"),
        Name = name,
        Time = 1_790_000_000_000,
        Received = 1_790_000_000_100,
        Url = url,
        Title = title,
        Referrer = referrer,
        Props = Encoding.UTF8.GetBytes(props),
        User = Encoding.UTF8.GetBytes(user),
        Visitor = visitor,
        Consent = consent ?? Everything,
    };

    public static EventGuard Guard(string yaml = "") =>
        new(PolicySource.Fixed(Policy(yaml)), new VisitorPseudonym(new byte[32]), _ => "example.org");

    public static GuardPolicy Policy(string yaml)
    {
        var file = ConfigFile.Parse(yaml, "candor.yaml");
        var policy = GuardPolicy.Read(file);
        Assert.Empty(file.Errors);
        return policy;
    }

    public static Verdict Examine(Event e, string yaml = "") => Guard(yaml).Examine(e);

    public static string Text(this ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    /// <summary>Everything of an event that is written down.</summary>
    public static string Line(Event e)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        EventLine.Write(e, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
