namespace Candor.Cli;

/// <summary>Which rooms a node runs, as <c>candor serve --role</c> names them.</summary>
enum ServerRole
{
    /// <summary>Everything, on one machine.</summary>
    All,

    /// <summary>Takes events and brings its own journal into the store. It starts without database and store.</summary>
    Collector,

    /// <summary>Brings the journal in its folder into the store, and does the store's daily work: roll-ups and retention.</summary>
    Loader,

    /// <summary>Shows and answers; takes no events.</summary>
    Dashboard,
}
