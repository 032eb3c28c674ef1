using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Cli;

sealed record QueryRequest(string? Sql, int? Limit);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(QueryRequest))]
sealed partial class QueryRequestJson : JsonSerializerContext;
