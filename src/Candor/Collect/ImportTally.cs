using System.Text.Json.Serialization;

namespace Candor.Collect;

/// <summary>What became of imported lines.</summary>
sealed record ImportTally(long Passed, long Redacted, long Dropped)
{
    public static ImportTally operator +(ImportTally a, ImportTally b) => new(a.Passed + b.Passed, a.Redacted + b.Redacted, a.Dropped + b.Dropped);
}

[JsonSerializable(typeof(ImportTally))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
sealed partial class ImportJson : JsonSerializerContext;
