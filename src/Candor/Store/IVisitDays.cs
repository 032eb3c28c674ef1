namespace Candor.Store;

/// <summary>
/// Visits of days that are over, kept as rows of their own by a store that otherwise works them out when they are asked for. Derived:
/// a day can be folded again at any time, by whomever, and a fold that ends halfway is never seen.
/// </summary>
interface IVisitDays
{
    /// <summary>Works out the visits of a day anew. Reports take the new ones once every node has them.</summary>
    /// <exception cref="StoreUnavailableException">A node is away or behind; nothing has changed.</exception>
    Task FoldAsync(VisitDay day, CancellationToken cancellationToken);
}
