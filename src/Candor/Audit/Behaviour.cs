namespace Candor.Audit;

/// <summary>Something that a script was seen doing in the page, whether or not it sent anything.</summary>
/// <param name="Kind">One of the constants here.</param>
/// <param name="Script">Its address; empty for one that stands in the page itself.</param>
/// <param name="Page">The page that was open.</param>
/// <param name="Detail">What was called, or what is listened to.</param>
sealed record Behaviour(string Kind, string Script, string Page, string Detail)
{
    public const string Canvas = "canvas";
    public const string CanvasFont = "canvas-font";
    public const string WebGl = "webgl";
    public const string Audio = "audio";

    /// <summary>Listens to the whole page: <c>keys</c>, <c>fields</c>, <c>pointer</c>, <c>scroll</c> or <c>changes</c>.</summary>
    public const string Listens = "listens";

    public const string Cookie = "cookie";
    public const string Storage = "storage";
}
