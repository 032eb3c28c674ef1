using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Cli.Watch;

/// <summary>What <c>/readyz</c> answers.</summary>
/// <param name="Ready">Whether the node plays its role; a balancer sends it nothing otherwise.</param>
sealed record Readiness(bool Ready, string Role, IReadOnlyList<PartState> Parts);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Readiness))]
sealed partial class ReadinessJson : JsonSerializerContext;
