namespace Candor.Store;

/// <summary>What an advertising platform's click id in the query tells, where the policy lets one through.</summary>
readonly record struct ClickId(KnownSource? Source, bool Paid)
{
    static readonly (string Key, ClickId Id)[] Known =
    [
        ("gclid", new(new("Google", SourceKind.Search), true)),
        ("gbraid", new(new("Google", SourceKind.Search), true)),
        ("wbraid", new(new("Google", SourceKind.Search), true)),
        ("dclid", new(new("Google", SourceKind.Search), true)),
        ("msclkid", new(new("Bing", SourceKind.Search), true)),
        ("yclid", new(new("Yandex", SourceKind.Search), true)),
        ("ttclid", new(new("TikTok", SourceKind.Social), true)),
        ("twclid", new(new("Twitter", SourceKind.Social), true)),
        ("li_fat_id", new(new("LinkedIn", SourceKind.Social), true)),
        ("ScCid", new(new("Snapchat", SourceKind.Social), true)),
        // Facebook adds it to every outbound link, paid or not.
        ("fbclid", new(new("Facebook", SourceKind.Social), false)),
        ("igshid", new(new("Instagram", SourceKind.Social), false)),
    ];

    public static ClickId None => default;

    public static ClickId In(string query)
    {
        foreach (var (key, id) in Known)
        {
            var at = query.IndexOf(key, StringComparison.Ordinal);
            if (at >= 0 && (at == 0 || query[at - 1] == '&') && at + key.Length < query.Length && query[at + key.Length] == '=')
                return id;
        }

        return None;
    }
}
