using System.Text;

namespace Candor.Audit.Encodings;

/// <summary>Fields of a <c>multipart/form-data</c> body; of files only the name is taken.</summary>
static class Multipart
{
    const int MostParts = 500;

    /// <summary>Null when the body is not of several parts.</summary>
    public static List<Parameter>? Read(ReadOnlySpan<byte> body, string type)
    {
        var boundary = Boundary(body, type);
        if (boundary.IsEmpty || !body.StartsWith(boundary))
            return null;
        var fields = new List<Parameter>();
        var rest = body[boundary.Length..];
        while (fields.Count < MostParts && rest.IndexOf(boundary) is var end)
        {
            var part = end < 0 ? rest : rest[..end];
            if (Field(part) is { } field)
                fields.Add(field);
            if (end < 0)
                break;
            rest = rest[(end + boundary.Length)..];
        }
        return fields.Count == 0 ? null : fields;
    }

    /// <summary>From the type; a type that lost its parameter is no reason to give the body up, its first line is the boundary.</summary>
    static ReadOnlySpan<byte> Boundary(ReadOnlySpan<byte> body, string type)
    {
        if (!body.StartsWith("--"u8))
            return [];
        var at = type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
            return Encoding.UTF8.GetBytes("--" + type[(at + 9)..].Split(';')[0].Trim().Trim('"'));
        var line = body.IndexOf((byte)'\n');
        return line is > 4 and < 200 && body.IndexOf("Content-Disposition"u8) is >= 0 and < 400 ? body[..line].TrimEnd("\r"u8) : [];
    }

    static Parameter? Field(ReadOnlySpan<byte> part)
    {
        var blank = part.IndexOf("\r\n\r\n"u8) is var crlf and >= 0 ? (At: crlf, Length: 4) : (At: part.IndexOf("\n\n"u8), Length: 2);
        if (blank.At < 0)
            return null;
        var head = Encoding.UTF8.GetString(part[..blank.At]);
        var name = Quoted(head, "name=");
        if (name is null)
            return null;
        if (Quoted(head, "filename=") is { } file)
            return new Parameter(name, file, Carrier.Body);
        var value = part[(blank.At + blank.Length)..];
        value = value.EndsWith("\r\n"u8) ? value[..^2] : value.EndsWith("\n"u8) ? value[..^1] : value;
        if (Packed.Open(value) is { } packed && Packed.IsText(packed.Bytes))
            return new Parameter(name, Packed.Text(packed.Bytes), Carrier.Body, packed.Step);
        return new Parameter(name, Encoding.UTF8.GetString(value), Carrier.Body);
    }

    static string? Quoted(string head, string key)
    {
        for (var at = head.IndexOf(key, StringComparison.OrdinalIgnoreCase); at >= 0; at = head.IndexOf(key, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at > 0 && head[at - 1] is not (' ' or ';'))
                continue;
            var value = head[(at + key.Length)..];
            return value.StartsWith('"') ? value[1..].Split('"')[0] : value.Split(';', '\r', '\n')[0].Trim();
        }
        return null;
    }
}
