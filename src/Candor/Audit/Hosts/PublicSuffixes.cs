using System.Collections.Frozen;
using System.Net;

namespace Candor.Audit.Hosts;

/// <summary>Tells which hosts belong to one registrant, by the Public Suffix List (https://publicsuffix.org/list/): <c>a.example.co.uk</c> and <c>example.co.uk</c> do, <c>a.github.io</c> and <c>b.github.io</c> do not.</summary>
sealed class PublicSuffixes
{
    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> plain, wild, exceptions;

    PublicSuffixes(IEnumerable<string> plain, IEnumerable<string> wild, IEnumerable<string> exceptions)
    {
        this.plain = Lookup(plain);
        this.wild = Lookup(wild);
        this.exceptions = Lookup(exceptions);
    }

    public static PublicSuffixes Parse(string text)
    {
        List<string> plain = [], wild = [], exceptions = [];
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var rule = line.Trim();
            if (rule.IsEmpty || rule.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (rule[0] == '!')
                exceptions.Add(rule[1..].ToString());
            else if (rule.StartsWith("*.", StringComparison.Ordinal))
                wild.Add(rule[2..].ToString());
            else
                plain.Add(rule.ToString());
        }
        return new PublicSuffixes(plain, wild, exceptions);
    }

    /// <summary>The registrable domain: the public suffix and one label more; the host itself when it is an address or has no label more.</summary>
    /// <param name="host">In lower case, without port.</param>
    public ReadOnlySpan<char> RegistrableDomain(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        if (host.IsEmpty || host[0] == '[' || (char.IsAsciiDigit(host[^1]) && IPAddress.TryParse(host, out _)))
            return host;
        // From the whole host to its last label: the first that is a suffix is the longest.
        var before = 0;
        for (var at = 0; at < host.Length;)
        {
            var next = host[at..].IndexOf('.') is var dot and >= 0 ? at + dot + 1 : host.Length;
            var suffix = host[at..];
            if (exceptions.Contains(suffix))
                return suffix;
            if (plain.Contains(suffix) || (next < host.Length && wild.Contains(host[next..])) || next == host.Length)
                return host[before..];
            before = at;
            at = next;
        }
        return host;
    }

    public bool IsSameSite(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => RegistrableDomain(one).Equals(RegistrableDomain(other), StringComparison.OrdinalIgnoreCase);

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(IEnumerable<string> rules) =>
        rules.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
