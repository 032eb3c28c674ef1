using System.Text.Json.Serialization;

namespace Candor.Sites;

/// <summary>The JSON of the routes in <see cref="SitesApi"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SiteRequest))]
[JsonSerializable(typeof(SiteAnswer))]
[JsonSerializable(typeof(List<SiteAnswer>))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(List<KeyAnswer>))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(List<UserAnswer>))]
[JsonSerializable(typeof(GoalRequest))]
[JsonSerializable(typeof(GoalAnswer))]
[JsonSerializable(typeof(List<GoalAnswer>))]
sealed partial class SitesJson : JsonSerializerContext;
