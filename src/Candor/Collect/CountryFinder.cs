using System.Net;
using MaxMind.Db;

namespace Candor.Collect;

/// <summary>
/// Address to country, and region where the database has one. Reads both shapes in use: the packaged file's flat
/// <c>country_code</c>, and MaxMind's nested <c>country.iso_code</c> with <c>subdivisions</c>.
/// </summary>
sealed class CountryFinder(string path) : IDisposable
{
    readonly Reader database = new(path, FileAccessMode.Memory);

    public Place Find(IPAddress address)
    {
        // The packaged file says that 192.168.0.0/16 is in Australia.
        if (!ClientAddress.IsPublic(address) || database.Find<Entry>(address) is not { } entry)
            return new Place("", "");
        var region = entry.Subdivisions is [{ IsoCode: { } code }, ..] ? code : entry.Region ?? "";
        return new Place(entry.CountryCode ?? entry.Country?.IsoCode ?? "", region);
    }

    public void Dispose() => database.Dispose();

    public readonly record struct Place(string Country, string Region);

    [method: Constructor]
    internal sealed class Entry(
        [MapKey("country_code")] string? countryCode,
        [MapKey("country")] Coded? country,
        [MapKey("state1")] string? region,
        [MapKey("subdivisions")] IReadOnlyList<Coded>? subdivisions)
    {
        public string? CountryCode => countryCode;

        public Coded? Country => country;

        public string? Region => region;

        public IReadOnlyList<Coded>? Subdivisions => subdivisions;
    }

    [method: Constructor]
    internal sealed class Coded([MapKey("iso_code")] string? isoCode)
    {
        public string? IsoCode => isoCode;
    }
}
