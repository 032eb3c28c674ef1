namespace Candor.Audit.Live;

/// <summary>A page, a frame of another process, or a worker.</summary>
/// <param name="Kind">As the protocol names it: <c>page</c>, <c>iframe</c>, <c>worker</c>, <c>service_worker</c>, ….</param>
sealed record Target(string Id, string Session, string Kind)
{
    public bool HasPage => Kind is "page" or "iframe";
}
