namespace Candor.Cli;

/// <summary>What an answer does not hold is said on stderr, whichever command asked.</summary>
sealed class AnswerRemarks(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues(CatchUp.BehindHeader, out var behind))
            await Console.Error.WriteLineAsync($"candor: the store is behind; {behind.First()} accepted records are not in this answer yet.");
        if (answer.Headers.TryGetValues(StoreApi.CutHeader, out var cut))
            await Console.Error.WriteLineAsync($"candor: only the first {cut.First()} rows; --limit N asks for more.");
        return answer;
    }
}
