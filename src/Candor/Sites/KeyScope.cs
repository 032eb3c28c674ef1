namespace Candor.Sites;

/// <summary>What a key may do.</summary>
enum KeyScope
{
    /// <summary>Send events of its site from a server.</summary>
    Ingest,

    /// <summary>Ask for reports.</summary>
    Read,
}
