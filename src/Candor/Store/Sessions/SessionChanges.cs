namespace Candor.Store;

/// <summary>What a batch does to the stored sessions. The rows of the batch have been given their session's id.</summary>
sealed class SessionChanges
{
    public List<Session> New { get; } = [];
    public List<Session> Changed { get; } = [];
    public List<SessionMerge> Merged { get; } = [];
}
