using Candor.Guard.Policy;
using Candor.Tests.Support;

namespace Candor.Tests.Guard.Policy;

/// <summary>Every mistake is told with line, column and mend.</summary>
public sealed class PolicyMistakesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public void MistakesOfTheWholeLanguageAreToldAllAtOnce() => Refused("""
        version: 2
        defaults:
          preset: helthcare
          topics: {helth: keep, crisis: lose}
          fields: {doctor: delete, comments: keep}
          events: {Debug: {field: {}}, Engagement: drop}
          regions: {UK: {consent: {analytics: required}}, Bavaria: {}}
          pages:
            portal/**: {count: none}
            /a: {counts: none}
            /b: none
            /c:
        sites:
          example.org:
            destinations: {Meta: {events: any}, hook: {}, tiktok: yes}
            child_directed: perhaps
        """,
        "1:10 version: is a policy of version 2; this program reads version 1. Update Candor, or take the older file",
        "3:11 defaults.preset: \"helthcare\" is not one of strict, healthcare, education-children, shop, publisher; did you mean 'healthcare'?",
        "4:12 defaults.topics.helth: there is no such field; did you mean 'health'?",
        "4:33 defaults.topics.crisis: \"lose\" is not one of redact, keep, drop",
        "5:20 defaults.fields.doctor: \"delete\" is not one of remove, keep, examine",
        "5:38 defaults.fields.comments: is a field for free text, which is never kept unread; write examine (what a detector finds is taken out) or remove",
        "6:20 defaults.events.Debug.field: there is no such field; did you mean 'fields'?",
        "6:44 defaults.events.Engagement: goes with PageView, which it updates; write the rule for PageView",
        "7:13 defaults.regions.UK: is not an ISO code; write GB",
        "7:51 defaults.regions.Bavaria: names no place; write EU, EEA, a country such as DE, or a part of one such as US-WA",
        "9:5 defaults.pages.portal/**: does not start with a slash; write /portal/**",
        "10:10 defaults.pages./a.counts: there is no such field; did you mean 'count'?",
        "11:9 defaults.pages./b: \"none\" is not a set of fields; write for example {count: bare}",
        "12:8 defaults.pages./c: says nothing of its pages; write for example {count: bare}, or remove it",
        "15:20 sites.example.org.destinations.Meta: is no name of a destination; write lower-case letters, digits and dashes, such as meta or my-webhook",
        "15:35 sites.example.org.destinations.Meta.events: \"any\" would let everything leave; a destination gets what is listed: [Purchase, Lead]",
        "15:47 sites.example.org.destinations.hook: lists no event, so nothing would go there; write events: [Purchase], or 'hook: none'",
        "15:59 sites.example.org.destinations.tiktok: \"yes\" is not a set of fields; write for example {events: [Purchase], fields: [value, currency]}, or none",
        "16:21 sites.example.org.child_directed: \"perhaps\" is neither true nor false");

    [Theory]
    [InlineData("fields: {doctor: keep}, deny: [Doctor]", "fields.doctor: is kept here and denied under 'deny'; remove one")]
    [InlineData("fields: {doctor: remove}, properties: {Lead: [doctor]}", "properties.Lead: 'doctor' is allowed here and removed under 'fields'; remove one")]
    [InlineData("events: {Lead: {fields: {doctor: remove}}}, properties: {Lead: [doctor]}", "properties.Lead: 'doctor' is allowed here and removed under 'fields'; remove one")]
    [InlineData("free_text: [message], fields: {message: remove}", "free_text: 'message' is kept here and removed under 'fields'; remove one")]
    [InlineData("free_text: [message], deny: [message]", "free_text: 'message' is kept here and removed under 'deny'; remove one")]
    [InlineData("fields: {a: keep, A: remove}", "fields.A: stands twice in different letter case; keep one")]
    [InlineData("events: [PageView], properties: {Lead: [plan]}", "properties.Lead: lists properties of an event that 'events' does not allow; allow it there, or remove this")]
    [InlineData("events: {\"*\": drop}", "events: drops every event; name those that are kept, or leave out \"*\": drop")]
    public void FieldsAndEventsDoNotContradictEachOther(string fields, string said) => Refused($$"""defaults: { {{fields}} }""", said);

    [Theory]
    [InlineData("/a/**: {count: bare}, /a/b: {count: none}", "pages./a/b: never comes to bear: '/a/**' above it matches all of its pages and says the same fields; move it above, or remove it")]
    [InlineData("/A/*: {topics: keep}, /a/b: {topics: {health: redact}}", "pages./a/b: never comes to bear: '/A/*' above it matches all of its pages and says the same fields; move it above, or remove it")]
    [InlineData("/**: {topics: keep}", "pages./**: '/**' matches every page, so this would keep topics everywhere; name the pages, or write 'topics' beside 'pages' if you mean all of them")]
    [InlineData("/**/**: {topics: {legal: keep}}", "pages./**/**: '/**/**' matches every page, so this would keep topics everywhere; name the pages, or write 'topics' beside 'pages' if you mean all of them")]
    [InlineData("/a: {count: none, events: [PageView]}", "pages./a: keeps nothing of these pages (count: none) and has rules for what is kept; remove one of the two")]
    [InlineData("/a: {count: bare, fields: {plan: keep}}", "pages./a: keeps no field of these pages (count: bare) and has rules for fields; remove one of the two")]
    [InlineData("/a: {child_directed: true, topics: keep}", "pages./a.topics: keeps topics on pages that are directed at children; redact them, or write child_directed: false for these pages")]
    public void PageRulesDoNotContradictEachOther(string pages, string said) => Refused($$"""defaults: {pages: { {{pages}} } }""", said);

    [Theory]
    [InlineData("/a/**: {count: bare}, /a/b: {consent: {analytics: required}}")]
    [InlineData("/a/b: {count: none}, /a/**: {count: bare}")]
    [InlineData("/a/**: {topics: {health: keep}}, /a/b: {topics: {legal: keep}}")]
    [InlineData("/**: {count: bare}")]
    public void APatternThatStillHasSomethingToSayIsNoMistake(string pages) => Examples.Policy($$"""defaults: {pages: { {{pages}} } }""");

    [Theory]
    [InlineData("child_directed: true, topics: keep", "topics: keeps topics on a site that is directed at children; redact them, or write child_directed: false")]
    [InlineData("preset: publisher, child_directed: true", "child_directed: is directed at children, and topics are kept; write topics: redact as well")]
    [InlineData("topics: keep, pages: {/kids/**: {child_directed: true}}", "pages./kids/**.child_directed: is for children, and the site keeps topics; write topics: redact beside it")]
    [InlineData("preset: education-children, pages: {/a/**: {topics: keep}}", "pages./a/**.topics: keeps topics on pages that are directed at children; redact them, or write child_directed: false for these pages")]
    [InlineData("child_directed: true, destinations: {meta: {events: [Lead]}}", "destinations: lets something leave a site that is directed at children, from which nothing may; remove the destinations, or write child_directed: false for the site and true for its children's pages")]
    [InlineData("events: [PageView], destinations: {meta: {events: [PageView, Purchase]}}", "destinations.meta.events: 'Purchase' may leave here and is not allowed under 'events'; what is not kept cannot leave, so allow it there or remove it here")]
    [InlineData("fields: {plan: remove}, destinations: {meta: {events: [Lead], fields: [plan]}}", "destinations.meta.fields: 'plan' may leave here and is kept on none of these events; allow it under 'properties' or 'fields', or remove it here")]
    public void WhatMayBeKeptAndWhatMayLeaveDoNotContradictEachOther(string fields, string said) => Refused($$"""defaults: { {{fields}} }""", said);

    [Fact]
    public void ASiteMayNotLeaveWhatTheDefaultsDrop() => Refused("""
        defaults: {events: [PageView]}
        sites: {example.org: {destinations: {meta: {events: [Lead]}}}}
        """, "sites.example.org.destinations.meta.events: 'Lead' may leave here");

    [Fact]
    public void MorePatternsThanAnybodyWritesAreRefused() =>
        Refused($$"""defaults: {pages: { {{string.Join(", ", Enumerable.Range(0, 65).Select(i => $"/p{i}: {{count: bare}}"))}} } }""", "pages: makes 65 patterns");

    [Fact]
    public void BrokenLinesOfAVocabularyAreToldWithItsNameAndTheirLine()
    {
        File.WriteAllText(folder["my-words.txt"], "topic: health\n[en strong]\nstreptococcus, ab\n[xx strong]\nfoo\n");
        File.WriteAllText(folder["candor.yaml"], "vocabulary: [my-words.txt, none.txt]\ndefaults: {retention: long}\n");
        var file = ConfigFile.Read(folder["candor.yaml"]);
        GuardPolicy.Read(file);

        Assert.Contains(file.Errors, e => e is { File: "my-words.txt", Line: 3, Column: > 0 });
        Assert.Contains(file.Errors, e => e is { File: "my-words.txt", Line: 4, Column: > 0 });
        Assert.Contains(file.Errors, e => e.Path == "vocabulary" && e.Line == 1 && e.Message.Contains("\"none.txt\" cannot be read", StringComparison.Ordinal));
        Assert.Contains(file.Errors, e => e.Path == "defaults.retention");
    }

    [Fact]
    public void WordsOfTheOwnersOwnAreRead()
    {
        File.WriteAllText(folder["my-words.txt"], "topic: health\n[en strong]\nharbour fever\n");
        File.WriteAllText(folder["candor.yaml"], "vocabulary: my-words.txt\n");
        var file = ConfigFile.Read(folder["candor.yaml"]);
        var policy = GuardPolicy.Read(file);

        Assert.Empty(file.Errors);
        Assert.Equal("my-words.txt", Assert.Single(policy.OwnWords.All).File);
        Assert.NotSame(GuardPolicy.Strict.Vocabulary, policy.Vocabulary);
    }

    static void Refused(string yaml, params string[] said)
    {
        var file = ConfigFile.Parse(yaml, "candor.yaml");
        GuardPolicy.Read(file);
        var errors = file.Errors.OrderBy(e => e.Line).ThenBy(e => e.Column).Select(e => e.ToString()).ToList();

        Assert.True(said.Length == errors.Count, string.Join('\n', errors));
        Assert.All(said.Zip(errors), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.All(file.Errors, e => Assert.True(e is { Line: > 0, Column: > 0 }));
    }

    public void Dispose() => folder.Dispose();
}
