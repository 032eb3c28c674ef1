using Candor.Guard.Policy;
using CsCheck;

namespace Candor.Tests.Guard.Policy;

/// <summary>Policies made of any forms of any rules.</summary>
static class AnyPolicy
{
    /// <summary>Every rule of the language, in a few forms each. No two of different fields speak of the same name, so that every change has its effect.</summary>
    public static readonly (string Field, string[] Forms)[] Rules =
    [
        ("preset", ["strict", "healthcare", "education-children", "shop", "publisher"]),
        ("events", ["any", "[PageView, Lead]", "[PageView]", "{Debug: drop}", "{Lead: {fields: {e1: remove}}}", "{Lead: {fields: {e1: remove, e2: keep}}}", "{PageView: keep, \"*\": drop}"]),
        ("properties", ["any", "{Lead: [p1], \"*\": []}", "{Lead: [p1, p2], \"*\": []}", "{\"*\": [p1]}"]),
        ("deny", ["[d1]", "[d1, d2]", "[]"]),
        ("free_text", ["[message]", "[message, remarks]", "[]"]),
        ("fields", ["{f1: remove}", "{f1: remove, comments: examine}", "{f2: remove}"]),
        ("topics", ["{health: drop}", "drop", "redact", "{health: drop, legal: drop}"]),
        ("query", ["[q1]", "[q1, q2]", "{allow: [q1], others: examine}"]),
        ("consent", ["{analytics: required}", "{analytics: cookieless}"]),
        ("gpc", ["honour", "ignore-analytics"]),
        ("child_directed", ["false", "true"]),
        ("regions", ["{EU: {gpc: ignore-analytics}}", "{DE: {consent: {analytics: required}}}", "{DE: {consent: {analytics: cookieless}, gpc: honour}}", "{}"]),
        ("pages", ["{/p/**: {count: none}}", "{/p/**: {count: bare}}", "{/p/**: {topics: {health: drop}}}", "{/q: {fields: {g1: remove}}}", "{/q: {events: {Other: drop}}}", "{/q: {consent: {analytics: required}}}", "{/q: {child_directed: true}}", "{}"]),
        ("destinations", ["{}", "{meta: {events: [PageView]}}", "{meta: {events: [PageView], consent: analytics}}", "{hook: {events: [PageView]}}"]),
        ("retention", ["90d", "13mo", "1y"]),
        ("limits", ["{per_site: 10}", "{per_site: 11}", "{per_address: 10}"]),
        ("origins", ["[https://a.example]", "[https://b.example]", "[]"]),
        ("pixel", ["{spa: false}", "{outbound: false}", "{engagement: false}", "{fbq: true}", "{downloads: [pdf]}", "{cookie_domain: example.org}"]),
    ];

    /// <summary>Which form of each rule; below zero for none.</summary>
    public static readonly Gen<int[]> Forms = Gen.Int[-3, 7].Array[Rules.Length];

    /// <summary>Null where the forms contradict each other.</summary>
    public static GuardPolicy? Read(int[] defaults, int[] site)
    {
        var file = ConfigFile.Parse($$"""
            defaults: { {{Yaml(defaults)}} }
            sites: {example.org: { {{Yaml(site)}} } }
            """, "candor.yaml");
        var policy = GuardPolicy.Read(file);
        return file.Errors.Count == 0 ? policy : null;
    }

    public static string Yaml(int[] forms) => string.Join(", ", forms.Zip(Rules).Where(r => r.First >= 0).Select(r => $"{r.Second.Field}: {r.Second.Forms[r.First % r.Second.Forms.Length]}"));
}
