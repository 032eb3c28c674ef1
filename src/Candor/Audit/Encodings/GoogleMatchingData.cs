namespace Candor.Audit.Encodings;

/// <summary>
/// Google's way of writing fingerprints of a visitor into one value: <c>tv.1~em.&lt;SHA-256 in base64url&gt;~pn.…~fn0.…</c>, as gtag sends it
/// with enhanced conversions and user-provided data.
/// </summary>
static class GoogleMatchingData
{
    public static List<Parameter> Read(Parameter p, ReadOnlySpan<char> text)
    {
        var list = new List<Parameter>();
        foreach (var range in text.Split('~'))
        {
            var part = text[range];
            var dot = part.IndexOf('.');
            if (dot <= 0)
                continue;
            list.Add(p with { Name = $"{p.Name}.{NameOf(part[..dot].TrimEnd("0123456789"))}", Text = part[(dot + 1)..].ToString() });
        }
        return list;
    }

    static string NameOf(ReadOnlySpan<char> code) => code switch
    {
        "em" => "email",
        "pn" => "phone",
        "fn" => "first_name",
        "ln" => "last_name",
        "sa" => "street",
        "ct" => "city",
        "rg" => "region",
        "pc" => "postal_code",
        "co" => "country",
        var other => other.ToString(),
    };
}
