namespace Candor.Guard.Policy;

/// <summary>How many events a second a site and one network address may send; more is answered 429 and counted.</summary>
sealed record RateLimits(int PerSite, int PerAddress)
{
    /// <summary>A large site at its peak, and an office behind one address.</summary>
    public static RateLimits Default { get; } = new(PerSite: 100_000, PerAddress: 1_000);

    public static RateLimits Read(ConfigNode node, RateLimits basis)
    {
        if (!node.ExpectFields("{per_site: 2000, per_address: 100}"))
            return basis;
        var limits = new RateLimits(node["per_site"].Whole(basis.PerSite, 1, 10_000_000), node["per_address"].Whole(basis.PerAddress, 1, 10_000_000));
        node.RefuseOthers();
        return limits;
    }
}
