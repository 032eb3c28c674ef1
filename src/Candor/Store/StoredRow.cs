using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Candor.Store;

/// <summary>
/// A stored event as the event it was, from the columns that every engine selects in this order. What the store does not keep comes back
/// in a usual form: <c>https</c> before a host, <c>k.</c> and the hash for a visitor whose id was a daily key.
/// </summary>
static class StoredRow
{
    public static Event Read(DbDataReader row) => new()
    {
        Site = row.GetString(0),
        Time = Milliseconds(row.GetDateTime(1)),
        Received = Milliseconds(row.GetDateTime(2)),
        Id = row.GetGuid(3),
        Name = row.GetString(4),
        Visitor = Visitor(row.GetFieldValue<ulong>(5), row.IsDBNull(6) ? "" : row.GetString(6)),
        Url = Url(row.GetString(7), row.GetString(8), row.GetString(9)),
        Title = row.GetString(10),
        Referrer = row.GetString(11) is { Length: > 0 } referrer ? Absolute(referrer) : "",
        Country = row.GetString(12),
        Region = row.GetString(13),
        Device = row.GetString(14),
        Browser = row.GetString(15),
        Os = row.GetString(16),
        Language = row.GetString(17),
        Screen = row.GetString(18),
        Props = Encoding.UTF8.GetBytes(row.GetString(19)),
        Value = row.IsDBNull(20) ? null : row.GetDouble(20),
        Currency = row.GetString(21),
        Consent = Consent.FromByte(row.GetByte(22)),
        Source = (EventSource)row.GetByte(23),
        Bot = row.GetString(24),
        Removed = row.GetString(25).Split(',', StringSplitOptions.RemoveEmptyEntries),
        User = Encoding.UTF8.GetBytes(row.GetString(26)),
    };

    // No row of visitors is null from one engine and empty from the other.
    static string Visitor(ulong key, string id) => key == 0 ? "" : id.Length > 0 ? id : string.Create(CultureInfo.InvariantCulture, $"k.{key:x16}");

    static string Url(string host, string path, string query)
    {
        var page = query.Length > 0 ? $"{path}?{query}" : path;
        return host.Length > 0 ? $"https://{host}{page}" : page;
    }

    static long Milliseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    static string Absolute(string referrer) => referrer[0] == '/' ? referrer : $"https://{referrer}";
}
