using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Cli;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<ConfigError>))]
sealed partial class ConfigErrorJson : JsonSerializerContext;
