namespace Candor.Store;

interface IStoredSessions
{
    /// <summary>
    /// Stored sessions of these visitors that overlap their windows. <paramref name="competes"/> says whether an event of the batch
    /// falls on the instant that describes a session's beginning; then <see cref="Session.Description"/> is wanted too.
    /// </summary>
    List<Session> Find(EventBatch batch, IReadOnlyList<SessionWindow> windows, Func<ulong, long, bool> competes);

    /// <summary>When the last of them ends; null when there are none.</summary>
    long? LastEnd();

    /// <summary>Visitor and session, the last one to end first, of those that end then or later: so many at most.</summary>
    void Since(long end, int most, Action<ulong, KnownSession> session);
}
