using System.Net;
using Microsoft.Extensions.Primitives;

namespace Candor.Collect;

/// <summary>
/// Whose address a request speaks for. <c>X-Forwarded-For</c> counts only as far as trusted proxies wrote it: read from the
/// right, the first address that is not a trusted proxy is the visitor's; what stands further left anybody could have sent.
/// </summary>
sealed class ClientAddress(IReadOnlyList<IPNetwork> trustedProxies)
{
    public IPAddress Of(IPAddress? peer, StringValues forwardedFor)
    {
        var address = Plain(peer ?? IPAddress.Loopback);
        if (!IsTrusted(address) || StringValues.IsNullOrEmpty(forwardedFor))
            return address;
        for (var i = forwardedFor.Count - 1; i >= 0; i--)
        {
            var hops = forwardedFor[i].AsSpan();
            while (!hops.IsEmpty)
            {
                var comma = hops.LastIndexOf(',');
                if (!TryParse(hops[(comma + 1)..].Trim(), out var hop))
                    return address;
                address = hop;
                if (!IsTrusted(hop))
                    return hop;
                hops = comma < 0 ? [] : hops[..comma];
            }
        }
        return address;
    }

    public bool IsTrusted(IPAddress address)
    {
        foreach (var network in trustedProxies)
            if (network.Contains(address))
                return true;
        return false;
    }

    /// <summary>An address that the internet does not route is a proxy's or a test's, and stands for many visitors.</summary>
    public static bool IsPublic(IPAddress address)
    {
        Span<byte> b = stackalloc byte[16];
        if (!address.TryWriteBytes(b, out var length) || IPAddress.IsLoopback(address))
            return false;
        return length == 16
            ? !(address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal)
            : !(b[0] is 0 or 10 or 127 || b[0] == 172 && (b[1] & 0xF0) == 16 || b[0] == 192 && b[1] == 168 || b[0] == 169 && b[1] == 254 || b[0] == 100 && (b[1] & 0xC0) == 64);
    }

    /// <summary>Takes <c>1.2.3.4</c>, <c>1.2.3.4:5678</c>, <c>[2001:db8::1]:443</c> and plain IPv6.</summary>
    static bool TryParse(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (!IPAddress.TryParse(text, out var parsed))
        {
            if (!IPEndPoint.TryParse(text, out var endPoint))
                return false;
            parsed = endPoint.Address;
        }
        address = Plain(parsed);
        return true;
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
