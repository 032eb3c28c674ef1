using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Candor.Analyze;

/// <summary>A report's result together with how it is written as JSON.</summary>
sealed record ReportAnswer(object Value, JsonTypeInfo Json)
{
    public JsonElement ToElement() => JsonSerializer.SerializeToElement(Value, Json);
}
