using System.Text.RegularExpressions;

namespace Candor.Audit.Hosts.Lists;

/// <summary>
/// Reads lines of filter lists (https://help.adblockplus.org/hc/en-us/articles/360062733293). Lines that change a page instead of
/// deciding on a request, and lines with an option that nobody here knows, give no filter.
/// </summary>
static class FilterParser
{
    static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    public static Filter? Parse(string line)
    {
        line = line.Trim();
        if (line.Length == 0 || line[0] is '!' or '[' || IsCosmetic(line))
            return null;
        var rest = line.AsSpan();
        var exception = rest.StartsWith("@@", StringComparison.Ordinal);
        if (exception)
            rest = rest[2..];
        var dollar = OptionsAt(rest);
        var options = new Options();
        if (dollar >= 0 && !Read(rest[(dollar + 1)..], options))
            return null;
        var pattern = dollar >= 0 ? rest[..dollar] : rest;
        return Pattern(pattern, options) is not { } found ? null : new Filter
        {
            Line = line, Pattern = found.Pattern, Host = found.Host, Kinds = options.Kinds, IsException = exception, IsImportant = options.Important, ThirdParty = options.ThirdParty,
            On = [.. options.On], NotOn = [.. options.NotOn],
        };
    }

    static bool IsCosmetic(string line)
    {
        var hash = line.IndexOf('#', StringComparison.Ordinal);
        return hash >= 0 && hash + 1 < line.Length && (line[hash + 1] == '#' || line.AsSpan(hash + 1).StartsWith("@#") || line.AsSpan(hash + 1).StartsWith("?#") || line.AsSpan(hash + 1).StartsWith("$#"));
    }

    /// <summary>The last dollar sign, unless it belongs to a regular expression.</summary>
    static int OptionsAt(ReadOnlySpan<char> text)
    {
        var dollar = text.LastIndexOf('$');
        return dollar < 0 || (dollar + 1 < text.Length && text[dollar + 1] == '/') || (text[0] == '/' && text[^1] == '/' && text.Length > 1) ? -1 : dollar;
    }

    sealed class Options
    {
        public RequestKinds Wanted, Unwanted;
        public bool Important;
        public bool? ThirdParty;
        public List<string> On = [], NotOn = [];

        public RequestKinds Kinds => (Wanted == RequestKinds.None ? RequestKinds.All : Wanted) & ~Unwanted;
    }

    static bool Read(ReadOnlySpan<char> text, Options options)
    {
        foreach (var range in text.Split(','))
        {
            var option = text[range].Trim();
            var negated = option.StartsWith("~", StringComparison.Ordinal);
            var name = negated ? option[1..] : option;
            if (name.StartsWith("domain=", StringComparison.Ordinal) || name.StartsWith("from=", StringComparison.Ordinal))
            {
                foreach (var site in name[(name.IndexOf('=') + 1)..].ToString().ToLowerInvariant().Split('|', StringSplitOptions.RemoveEmptyEntries))
                    (site[0] == '~' ? options.NotOn : options.On).Add(site.TrimStart('~'));
                continue;
            }
            switch (name)
            {
                case "third-party" or "3p":
                    options.ThirdParty = !negated;
                    continue;
                case "first-party" or "1p":
                    options.ThirdParty = negated;
                    continue;
                case "important" when !negated:
                    options.Important = true;
                    continue;
                case "all" when !negated:
                    continue;
            }
            var kind = Kind(name);
            if (kind == RequestKinds.None)
                return false;
            if (negated)
                options.Unwanted |= kind;
            else
                options.Wanted |= kind;
        }
        return true;
    }

    static RequestKinds Kind(ReadOnlySpan<char> name) => name switch
    {
        "script" => RequestKinds.Script,
        "image" => RequestKinds.Image,
        "stylesheet" or "css" => RequestKinds.Stylesheet,
        "xmlhttprequest" or "xhr" => RequestKinds.Xhr,
        "subdocument" or "frame" => RequestKinds.Frame,
        "ping" or "beacon" => RequestKinds.Ping,
        "websocket" => RequestKinds.WebSocket,
        "font" => RequestKinds.Font,
        "media" => RequestKinds.Media,
        "object" or "object-subrequest" => RequestKinds.Object,
        "other" => RequestKinds.Other,
        "document" or "doc" => RequestKinds.Document,
        _ => RequestKinds.None,
    };

    static (FilterPattern Pattern, string Host)? Pattern(ReadOnlySpan<char> text, Options options)
    {
        if (text.Length > 1 && text[0] == '/' && text[^1] == '/')
            return Regex(text[1..^1].ToString()) is { } regex ? (new FilterPattern("", FilterAnchor.Anywhere, false, false, regex), "") : null;
        var toEnd = text.EndsWith("|", StringComparison.Ordinal);
        if (toEnd)
            text = text[..^1];
        var anchor = text.StartsWith("||", StringComparison.Ordinal) ? FilterAnchor.Host : text.StartsWith("|", StringComparison.Ordinal) ? FilterAnchor.Start : FilterAnchor.Anywhere;
        text = text[(anchor == FilterAnchor.Host ? 2 : anchor == FilterAnchor.Start ? 1 : 0)..];
        if (text.EndsWith("*", StringComparison.Ordinal))
        {
            text = text.TrimEnd('*');
            toEnd = false;
        }
        if (anchor != FilterAnchor.Host && text.StartsWith("*", StringComparison.Ordinal))
        {
            text = text.TrimStart('*');
            anchor = FilterAnchor.Anywhere;
        }
        if (text.Length == 0 && options.On.Count == 0 && options.Wanted == RequestKinds.None)
            return null;
        var lower = text.ToString().ToLowerInvariant();
        if (anchor == FilterAnchor.Host && WholeHost(lower) is { } host)
            return (After(lower[host.Length..], toEnd), host);
        return (new FilterPattern(lower, anchor, toEnd, !lower.AsSpan().ContainsAny('*', '^'), null), "");
    }

    /// <summary>The host when a sign follows it that ends a host: then it is looked up instead of searched.</summary>
    static string? WholeHost(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(FilterList.HostCharacters);
        return end > 0 && text[end] is '^' or '/' && text[end - 1] != '.' && text[0] != '.' ? text[..end] : null;
    }

    static FilterPattern After(string rest, bool toEnd) => new(rest == "^" && !toEnd ? "" : rest, FilterAnchor.WholeHost, toEnd, false, null);

    static Regex? Regex(string pattern)
    {
        try
        {
            // Linear in the address, so it needs no limit: one in time would decide differently on a busy machine.
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, RegexTimeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
