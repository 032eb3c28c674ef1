using System.Text.Json.Serialization;

namespace Candor.Cli.Watch;

/// <summary>How one part of a node is.</summary>
/// <param name="Part"><c>server</c>, <c>journal</c>, <c>database</c>, <c>store</c> or <c>loader</c>.</param>
/// <param name="State"><c>ok</c>; <c>warn</c>: something is wrong, this node does its work all the same; <c>fail</c>: it cannot.</param>
/// <param name="Detail">For whoever watches; names neither host nor account nor folder.</param>
/// <param name="Reason">What exactly went wrong, for the owner at the private socket only.</param>
sealed record PartState(string Part, string State, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    public static PartState Ok(string part, string detail) => new(part, "ok", detail);

    /// <param name="needed">Whether this node's role cannot be played without the part.</param>
    public static PartState Wrong(string part, bool needed, string detail, string? reason = null) => new(part, needed ? "fail" : "warn", detail, reason);

    [JsonIgnore]
    public bool Fails => State == "fail";
}
