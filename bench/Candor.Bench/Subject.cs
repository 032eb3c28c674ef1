using System.Globalization;
using Candor.Bench.Servers;

namespace Candor.Bench;

/// <summary>One kind of load on one server.</summary>
/// <param name="batch">Events of a request.</param>
sealed class Subject(ServerProcess server, Uri url, string script, int connections, int batch, string site)
{
    const int MostWarmUps = 6;

    readonly List<SubjectRun> runs = [];

    public ServerProcess Server => server;

    /// <summary>Events a second.</summary>
    public double Rate => runs.Select(r => r.Rate).Median();

    /// <summary>CPU-us of the server for an event, until the last answer.</summary>
    public double Cpu => runs.Select(r => r.Cpu).Median();

    /// <summary>CPU-us of the server for an event, until it has nothing left to do.</summary>
    public double CpuInAll => runs.Select(r => r.CpuInAll).Median();

    public double P50 => runs.Select(r => r.P50).Median();

    public double P99 => runs.Select(r => r.P99).Median();

    /// <summary>Until two runs cost about the same: while the JIT is still at work an event costs many times more.</summary>
    public void WarmUp(int seconds)
    {
        var before = double.MaxValue;
        for (var i = 0; i < MostWarmUps; i++)
        {
            var cost = Measure(seconds).Cpu;
            if (i > 0 && cost > before * 0.9)
                break;
            before = cost;
        }
        runs.Clear();
    }

    /// <summary>The same server under another load.</summary>
    public Subject With(int otherConnections, int otherBatch) => new(server, url, script, otherConnections, otherBatch, site);

    public SubjectRun Measure(int seconds)
    {
        var start = server.Tree.Cpu;
        var answer = Answer(seconds);
        var answered = server.Tree.Cpu;
        server.Settle();
        var events = (double)answer.Requests * batch;
        var run = new SubjectRun(events / answer.Seconds, (answered - start).TotalMicroseconds / events, (server.Tree.Cpu - start).TotalMicroseconds / events, answer.P50, answer.P99);
        runs.Add(run);
        return run;
    }

    WrkAnswer Answer(int seconds) => Wrk.Run(url, script, connections, seconds, ("EVENTS", batch.ToString(CultureInfo.InvariantCulture)), ("SITE", site));
}
