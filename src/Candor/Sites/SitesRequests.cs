using System.Text.Json.Serialization;

namespace Candor.Sites;

sealed record SiteRequest(string? Domain, string? Name, [property: JsonPropertyName("time_zone")] string? TimeZone);

sealed record KeyRequest(string? Site, string? Scope, string? Name);

sealed record UserRequest(string? Name, string? Password, string? Role);

sealed record GoalRequest(string? Site, string? Name, string? Event, [property: JsonPropertyName("path_pattern")] string? PathPattern);
