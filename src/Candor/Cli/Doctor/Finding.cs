using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="State"><c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
sealed record Finding(string Check, string State, string Detail)
{
    public static Finding Ok(string check, string detail) => new(check, "ok", detail);

    public static Finding Warn(string check, string detail) => new(check, "warn", detail);

    public static Finding Fail(string check, string detail) => new(check, "fail", detail);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<Finding>))]
sealed partial class FindingJson : JsonSerializerContext;
