using System.Buffers;
using System.IO.Compression;
using System.Text.Unicode;
using Candor.Collect.Wire;

namespace Candor.Collect;

/// <summary>A request's body, read whole up to the cap and unpacked; or why not.</summary>
readonly struct RequestBody : IDisposable
{
    readonly byte[]? rented;
    readonly int length;

    RequestBody(byte[] rented, int length) => (this.rented, this.length) = (rented, length);

    RequestBody(RefusalReason refusal, string detail) => (Refusal, Detail) = (refusal, detail);

    public RefusalReason? Refusal { get; }

    public string? Detail { get; }

    public ReadOnlyMemory<byte> Bytes => rented.AsMemory(0, length);

    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > WireLimits.BatchBytes)
            return TooLarge();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.Length > WireLimits.BatchBytes)
            {
                reader.AdvanceTo(buffer.End);
                return TooLarge();
            }
            if (read.IsCompleted)
            {
                var plain = Copy(buffer);
                reader.AdvanceTo(buffer.End);
                return Check(Unpack(plain, request.Headers.ContentEncoding.ToString()));
            }
            // Not examined means not consumed: the bytes stay in the connection's buffers and none of ours waits for a slow sender.
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    static RequestBody Copy(ReadOnlySequence<byte> buffer)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        buffer.CopyTo(bytes);
        return new RequestBody(bytes, (int)buffer.Length);
    }

    static RequestBody Unpack(RequestBody packed, string encoding)
    {
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return packed;
        using (packed)
        {
            try
            {
                using var source = new MemoryStream(packed.rented!, 0, packed.length, writable: false);
                using var unpacked = Decoder(encoding, source);
                return unpacked is null
                    ? new RequestBody(RefusalReason.UnsupportedEncoding, "Content-Encoding must be gzip, br or deflate, once.")
                    : Fill(unpacked, packed.length);
            }
            catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException or IOException)
            {
                return new RequestBody(RefusalReason.Malformed, $"The body is not {encoding.ToLowerInvariant()}, as Content-Encoding says.");
            }
        }
    }

    static Stream? Decoder(string encoding, Stream packed) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>Unpacks until the end or the cap: what a bomb holds beyond it is never produced.</summary>
    static RequestBody Fill(Stream unpacked, int packedLength)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Min(packedLength * 8 + 1024, WireLimits.BatchBytes + 1));
        var length = 0;
        try
        {
            while (unpacked.Read(bytes, length, bytes.Length - length) is > 0 and var read)
            {
                length += read;
                if (length > WireLimits.BatchBytes)
                    break;
                if (length == bytes.Length)
                    bytes = Grow(bytes);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
        if (length <= WireLimits.BatchBytes)
            return new RequestBody(bytes, length);
        ArrayPool<byte>.Shared.Return(bytes);
        return TooLarge();
    }

    static byte[] Grow(byte[] bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }

    static RequestBody Check(RequestBody body)
    {
        if (body.Refusal is not null || Utf8.IsValid(body.Bytes.Span))
            return body;
        body.Dispose();
        return new RequestBody(RefusalReason.NotUtf8, "The body is not UTF-8. Nothing of it was taken.");
    }

    static RequestBody TooLarge() => new(RefusalReason.TooLarge, $"The body is larger than {WireLimits.BatchBytes:N0} bytes, unpacked. Send fewer events at once.");
}
