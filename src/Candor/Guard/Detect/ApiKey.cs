using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>Keys that carry their issuer's prefix, as the issuers document them.</summary>
sealed class ApiKey : Detector
{
    static readonly (string Prefix, int Least)[] Prefixes =
    [
        ("sk_live_", 16), ("sk_test_", 16), ("rk_live_", 16), ("rk_test_", 16), ("whsec_", 20), ("AKIA", 16), ("ASIA", 16), ("AIza", 35), ("ya29.", 20),
        ("ghp_", 36), ("gho_", 36), ("ghu_", 36), ("ghs_", 36), ("ghr_", 36), ("github_pat_", 22), ("glpat-", 20), ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20), ("xoxr-", 20), ("xoxs-", 20),
        ("SG.", 40), ("npm_", 36), ("pypi-", 40), ("shpat_", 32), ("shpss_", 32), ("dop_v1_", 64), ("hf_", 30), ("sk-proj-", 20), ("sk-ant-", 20), ("EAACEdEose0cBA", 20), ("key-", 32), ("GOCSPX-", 24),
    ];

    static readonly SearchValues<string> AnyPrefix = SearchValues.Create([.. Prefixes.Select(p => p.Prefix)], StringComparison.Ordinal);

    public override Signals Needs => Signals.Run;

    public override int Shortest => 20;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        for (var from = 0; text[from..].IndexOfAny(AnyPrefix) is var found and >= 0;)
        {
            var start = from + found;
            from = start + 1;
            if (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]))
                continue;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
                end++;
            foreach (var (prefix, least) in Prefixes)
                if (end - start >= prefix.Length + least && text[start..].StartsWith(prefix, StringComparison.Ordinal))
                {
                    hits.Add(start, end - start, Category.Credential, "a key with its issuer's prefix", spreads: true);
                    from = end;
                    break;
                }
        }
    }
}
