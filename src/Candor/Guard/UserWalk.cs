using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Candor.Guard.Detect;

namespace Candor.Guard;

/// <summary>
/// Matching data: kept only with consent to advertising, and then only fingerprints (SHA-256) and click ids. A raw value is never kept;
/// a raw <c>external_id</c> becomes its fingerprint, so that both copies of an event still meet.
/// </summary>
static class UserWalk
{
    const int LongestClickId = 512;

    static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");
    static readonly SearchValues<char> ClickIdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-~");

    /// <summary>Null when all of it may stay.</summary>
    public static byte[]? Examine(Examination x, ReadOnlySpan<byte> user)
    {
        if (!x.AllowsAds)
        {
            x.ReportNoAds("matching data needs consent to advertising");
            return [];
        }
        var output = new ArrayBufferWriter<byte>(user.Length);
        output.Write("{"u8);
        var changed = false;
        var reader = new Utf8JsonReader(user);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Unreadable(x);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                changed |= !Member(x, ref reader, user, output);
            while (reader.Read())
                return Unreadable(x);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unreadable(x);
        }
        if (!changed)
            return null;
        output.Write("}"u8);
        return output.WrittenCount == 2 ? [] : output.WrittenSpan.ToArray();
    }

    static byte[] Unreadable(Examination x)
    {
        x.Report(Category.Unreadable, "not one JSON object");
        return [];
    }

    /// <summary>True when the member was kept as it is.</summary>
    static bool Member(Examination x, ref Utf8JsonReader reader, ReadOnlySpan<byte> user, ArrayBufferWriter<byte> output)
    {
        var start = (int)reader.TokenStartIndex;
        var name = reader.GetString()!;
        reader.Read();
        var at = x.Path.Push(name);
        var value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : null;
        var kept = Keeps(x, name, value, ref reader);
        reader.Skip();
        if (kept)
            Write(output, user[start..(int)reader.BytesConsumed]);
        else if (name == "external_id" && value is { Length: > 0 } && !TextShape.IsTrivial(value))
            Write(output, Encoding.ASCII.GetBytes($"\"external_id\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.Trim())))}\""));
        x.Path.Back(at);
        return kept;
    }

    static bool Keeps(Examination x, string name, string? value, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "em" or "ph" or "fn" or "ln" or "ge" or "db" or "ct" or "st" or "zp" or "country" or "external_id":
                if (value is null ? AreFingerprints(reader) : IsFingerprint(value))
                    return true;
                Raw(x, name, value);
                return false;
            case "fbp" or "fbc" or "gclid" or "gbraid" or "wbraid" or "dclid" or "msclkid" or "ttclid" or "ttp" or "twclid" or "li_fat_id" or "epik" or "sccid" or "rdt_cid" or "yclid":
                if (value is { Length: > 0 and <= LongestClickId } && !value.AsSpan().ContainsAnyExcept(ClickIdCharacters))
                    return true;
                x.Report(Category.NotAllowed, "not a click id");
                return false;
            default:
                Raw(x, name, value);
                return false;
        }
    }

    static void Raw(Examination x, string name, string? value)
    {
        if (value is not null)
            x.Known.Add(value, Categorise(name));
        if (name == "external_id")
            x.Report(Category.HashedId, "a raw id, kept as its fingerprint");
        else
            x.Report(Categorise(name), "a raw value in matching data");
    }

    static string Categorise(string name)
    {
        var kind = FieldNames.Classify(name);
        return FieldNames.Resolve(kind, name, ofPerson: true) switch
        {
            var k when (k & KeyKind.Email) != 0 => Category.Email,
            var k when (k & KeyKind.Phone) != 0 => Category.Phone,
            var k when (k & KeyKind.Birth) != 0 => Category.Birth,
            var k when (k & KeyKind.Ip) != 0 => Category.Ip,
            var k when (k & KeyKind.Address) != 0 => Category.Address,
            var k when (k & KeyKind.Name) != 0 => Category.Name,
            _ => Category.NotAllowed,
        };
    }

    static bool AreFingerprints(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.TokenType != JsonTokenType.String || !IsFingerprint(reader.GetString()!))
                return false;
        return true;
    }

    static bool IsFingerprint(ReadOnlySpan<char> value) => value.Length == 64 && !value.ContainsAnyExcept(Hex);

    static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> member)
    {
        if (output.WrittenCount > 1)
            output.Write(","u8);
        output.Write(member);
    }
}
