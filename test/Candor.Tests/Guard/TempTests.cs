using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Tests.Guard;
public sealed class TempTests
{
    [Fact]
    public void Trace()
    {
        var e = EventLine.Read(File.ReadAllBytes("/tmp/guard/case.json"));
        var x = Examination.Start(SitePolicy.Strict, e.Consent);
        var p = new VisitorPseudonym(new byte[32]);
        for (var i = 0; i < 12; i++)
        {
            var next = EventWalk.Examine(x, e, p);
            Console.WriteLine($"== {i} {string.Join("; ", x.Reasons.Skip(x.Reasons.Count - 3))}");
            if (ReferenceEquals(next, e)) break;
            e = next;
        }
    }
}
