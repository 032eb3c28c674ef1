using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Candor.Collect.Wire;
using Candor.Guard;
using Candor.Journal;

namespace Candor.Collect;

/// <summary>
/// The one way in: decode, check, examine, append, answer. <c>/e</c>, imports and every compatible door go through here, so Guard
/// sees whatever is kept, and an answer means the same everywhere.
/// </summary>
sealed class Intake(SiteGates gates, VisitorChoice visitors, CountryFinder countries, EventGuard guard, VerdictFeed verdicts, EventJournal journal, CollectCounters counters, RefusalFeed refusals, TimeProvider time)
{
    readonly RateLimit siteLimit = new(time);
    readonly RateLimit addressLimit = new(time);

    /// <summary>Takes the events of a body. Only the wait for the disk is asynchronous: the caller may reuse the body's buffer as soon as it has the task.</summary>
    public ValueTask<IntakeOutcome> AcceptAsync(ReadOnlyMemory<byte> body, Sender sender)
    {
        var batch = new IntakeBatch();
        var stream = new EventStream(body, batch.Problems);
        while (stream.TryRead(out var e, out var isGood))
            if (isGood && Admit(in e, sender, batch) is { } gate)
                Keep(Stamp(in e, sender, gate, batch), gate, batch);
        return AppendAsync(batch, sender.Origin);
    }

    /// <summary>Takes events that another door has decoded and stamped, such as the rows of a file.</summary>
    public ValueTask<IntakeOutcome> AcceptAsync(IReadOnlyList<Event> events)
    {
        var batch = new IntakeBatch();
        var latest = time.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds();
        for (var i = 0; i < events.Count; i++)
        {
            batch.Problems.Index = i;
            if (FindGate(events[i].Site, batch) is { } gate && IsInBounds(events[i], latest, batch.Problems))
                Keep(events[i], gate, batch);
        }
        return AppendAsync(batch, null);
    }

    /// <summary>Whether this site takes an event from this sender now.</summary>
    SiteGate? Admit(in WireEvent e, Sender sender, IntakeBatch batch)
    {
        if (FindGate(e.Site!, batch) is not { } gate)
            return null;
        if (sender.Origin is { } origin && !gate.Accepts(origin))
        {
            batch.Problems.Add("site", RefusalReason.ForeignOrigin, $"Pages of this origin may not send to {gate.Site.Domain}. Add the origin in the site's settings.");
            return null;
        }
        if (siteLimit.TryTake(gate.Key, 1, gate.SiteRate, out var wait) && (!ClientAddress.IsPublic(sender.Address) || addressLimit.TryTake(KeyOf(sender.Address), 1, gate.AddressRate, out wait)))
            return gate;
        batch.Wait = wait > batch.Wait ? wait : batch.Wait;
        batch.Problems.Add("", RefusalReason.RateLimited, "More events at once than the site's limits allow. Send the same events again after the time in Retry-After.");
        return null;
    }

    SiteGate? FindGate(string id, IntakeBatch batch)
    {
        if (batch.Gate?.Site.Id == id)
            return batch.Gate;
        if (gates.Find(id) is not { } gate)
        {
            batch.Problems.Add("site", RefusalReason.UnknownSite, "There is no such site here. `candor site list` shows the ids, the site's settings the snippet.");
            return null;
        }
        return batch.Gate = gate;
    }

    /// <summary>Puts what the collector knows to what was sent. From here on there is no address.</summary>
    Event Stamp(in WireEvent e, Sender sender, SiteGate gate, IntakeBatch batch)
    {
        var source = e.Source ?? (sender.IsServer ? EventSource.Server : EventSource.Pixel);
        var consent = new Consent(e.Analytics, e.Ads, e.OptOut || sender.OptOut);
        var happened = EventClock.Correct(e.Time, e.Sent, sender.Received, out var isReplaced);
        if (isReplaced)
            counters.ReplaceTime();
        // A server's address and agent say nothing about the visitor.
        var isPixel = source == EventSource.Pixel;
        var place = isPixel ? batch.Place ??= countries.Find(sender.Address) : new CountryFinder.Place("", "");
        return new Event
        {
            Site = gate.Site.Id,
            Id = e.Id ?? Guid.CreateVersion7(),
            Name = e.Name!,
            Time = happened,
            Received = sender.Received,
            Url = e.Url ?? "",
            Title = e.Title ?? "",
            Referrer = e.Referrer ?? "",
            Props = e.Props.Bytes,
            Value = e.Props.Value,
            Currency = e.Props.Currency ?? "",
            Visitor = visitors.Choose(in e, consent, source, gate, place, sender, batch),
            User = e.User.Bytes,
            Consent = consent,
            Screen = e.Screen ?? "",
            Language = e.Language ?? "",
            Country = place.Country,
            Region = place.Region,
            Device = isPixel ? sender.Agent.Device : "",
            Browser = isPixel ? sender.Agent.Browser : "",
            Os = isPixel ? sender.Agent.Os : "",
            Bot = isPixel ? sender.Bot : "",
            Source = source,
        };
    }

    void Keep(Event e, SiteGate gate, IntakeBatch batch)
    {
        var verdict = guard.Examine(e, gate.Policy);
        verdicts.Record(gate.Site.Id, verdict, e, gate.Policy);
        if (verdict.Kind != VerdictKind.Pass)
            counters.Remove(verdict);
        if (verdict.Stored is not { } stored)
        {
            (batch.Dropped ??= new DroppedCount()).Add(e, verdict);
            return;
        }
        if (stored.Bot.Length > 0)
            counters.Bot();
        EventLine.Write(stored, batch.Lines);
        batch.Count++;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<IntakeOutcome> AppendAsync(IntakeBatch batch, string? origin)
    {
        Count(batch.Problems, origin);
        var started = Stopwatch.GetTimestamp();
        var lines = batch.Count + (batch.Dropped?.Write(batch.Lines) ?? 0);
        var status = lines == 0 ? AppendStatus.Durable : (await journal.AppendAsync(batch.Lines.WrittenSpan, lines)).Status;
        if (batch.Count > 0 && status == AppendStatus.Durable)
            counters.Appended(started);
        if (status == AppendStatus.Durable)
            counters.Accept(batch.Count);
        else
            counters.Refuse(RefusalReason.JournalUnavailable, batch.Count);
        return new IntakeOutcome(batch.Count + (batch.Dropped?.Events ?? 0), batch.Problems.Count > 0 ? batch.Problems : null, status, batch.Wait, batch.Gate, batch.NewCookie);
    }

    void Count(ProblemList problems, string? origin)
    {
        if (problems.Count == 0)
            return;
        foreach (var problem in problems.First)
            counters.Refuse(problem.Reason);
        counters.Refuse(problems.First[^1].Reason, problems.Count - problems.First.Count);
        refusals.Record(problems.First[0], origin);
    }

    static bool IsInBounds(Event e, long latest, ProblemList problems)
    {
        var before = problems.Count;
        if (e.Name.Length is 0 or > WireLimits.Name)
            problems.Add("name", RefusalReason.TooLong, $"An event's name has 1 to {WireLimits.Name} characters.");
        if (e.Time < WireLimits.EarliestTime || e.Time > latest)
            problems.Add("time", RefusalReason.NumberRange, "'time' must lie between 1990 and now.");
        if (e.Visitor.Length > WireLimits.Visitor)
            problems.Add("visitor", RefusalReason.TooLong, $"'visitor' is longer than {WireLimits.Visitor} characters.");
        return problems.Count == before;
    }

    /// <summary>An IPv6 sender owns its whole /64, so that is what counts as one address.</summary>
    static ulong KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
