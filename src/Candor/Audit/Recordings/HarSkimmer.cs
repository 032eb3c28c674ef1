namespace Candor.Audit.Recordings;

/// <summary>
/// Finds the pages and entries of a HAR in a stream and hands each over as a small piece of JSON. Nine tenths of a recording are answers'
/// bodies, single strings of any length that no JSON reader can pass over without holding them whole; here they are skipped as bytes.
/// Forgiving: what browsers and proxies get wrong inside an entry is mended or left out, and only that entry is lost.
/// </summary>
sealed class HarSkimmer : IDisposable
{
    readonly JsonScanner json;
    readonly JsonPiece piece;

    public HarSkimmer(Stream stream)
    {
        json = new JsonScanner(stream);
        piece = new JsonPiece(json);
    }

    /// <summary>Bytes read so far.</summary>
    public long Position => json.Position;

    /// <summary>The file ended, or stopped being JSON, before its own end; empty when all was read.</summary>
    public string Trouble => json.Trouble;

    /// <summary>Strings or values of the last piece were cut.</summary>
    public bool WasCut => piece.WasCut;

    /// <summary>Each page and entry in the order of the file. The memory is valid until the next one is asked for.</summary>
    public IEnumerable<(bool IsPage, ReadOnlyMemory<byte> Json)> Read()
    {
        json.SkipByteOrderMark();
        if (!json.Enter('{'))
        {
            json.Fail("is not a JSON object: it is no HAR");
            yield break;
        }
        var hasLog = false;
        while (json.Member() is { } name)
        {
            if (name != "log" || !json.Enter('{'))
            {
                json.Skip();
                continue;
            }
            hasLog = true;
            while (json.Member() is { } part)
            {
                if (part is not ("pages" or "entries") || !json.Enter('['))
                {
                    json.Skip();
                    continue;
                }
                while (json.Element())
                {
                    piece.Copy();
                    if (Trouble.Length > 0)
                        yield break;
                    yield return (part == "pages", piece.Json);
                }
            }
            if (Trouble.Length > 0)
                yield break;
        }
        if (!hasLog)
            json.Fail("has no \"log\": it is JSON, but no HAR");
    }

    public void Dispose() => json.Dispose();
}
