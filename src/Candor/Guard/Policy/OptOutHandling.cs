namespace Candor.Guard.Policy;

/// <summary>What Global Privacy Control and Do Not Track do.</summary>
enum OptOutHandling : byte
{
    /// <summary>No identifier of any kind, whatever was consented to.</summary>
    Honour,

    /// <summary>Nothing for advertising; consent to analytics still counts.</summary>
    IgnoreAnalytics,
}
