using System.Text;
using System.Text.Json;
using Candor.Collect.Wire;
using Candor.Tests.Collect.Wire;
using Candor.Tests.Support;

namespace Candor.Tests.Collect;

/// <summary>The examples that the script's tests read too: what one side says, the other understands.</summary>
public sealed class WireExamplesTests
{
    const string ExampleSite = "s_8f3k2m9q4x7w1z5c";

    static readonly string Folder = Path.Combine(Repository.Root, "test", "wire");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void EventsAreDecodedAsTheExampleSays(string name)
    {
        using var example = Read(name);
        var decoded = Decoded.From(Body(example));
        var expected = example.RootElement.GetProperty("events").EnumerateArray().ToList();
        if (name is "bad-utf8" or "bad-unknown-site")
            return; // Refused before and after decoding; the answer is held below.
        Assert.Equal(expected.Count, decoded.Events.Count);
        for (var i = 0; i < expected.Count; i++)
            foreach (var field in expected[i].EnumerateObject())
                Assert.True(Same(field.Value, Field(decoded.Events[i], field.Name, field.Value)), $"{name}, event {i}: {field.Name}");
    }

    [Fact]
    public async Task AnswersAreTheExamplesAnswers()
    {
        await using var app = await CandorApp.StartAsync();
        foreach (var name in Names.Select(n => n.Data))
        {
            using var example = Read(name);
            var root = example.RootElement;
            var body = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Body(example)).Replace(ExampleSite, app.Site.Id, StringComparison.Ordinal));
            using var answer = await app.SendAsync(body);
            Assert.True(root.GetProperty("status").GetInt32() == (int)answer.StatusCode, $"{name}: {(int)answer.StatusCode}");
            if (!root.TryGetProperty("errors", out var errors))
                continue;
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var named = problem.RootElement.GetProperty("errors").EnumerateArray().ToList();
            Assert.All(errors.EnumerateArray(), e => Assert.Contains(named, n => n.GetProperty("index").GetInt32() == e.GetProperty("index").GetInt32()
                && (!e.TryGetProperty("field", out var field) || n.GetProperty("field").GetString()!.Split('.')[0] == field.GetString())));
        }
    }

    static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));

    static byte[] Body(JsonDocument example) =>
        example.RootElement.TryGetProperty("bodyBase64", out var packed) ? packed.GetBytesFromBase64() : Encoding.UTF8.GetBytes(example.RootElement.GetProperty("body").GetString()!);

    static bool Same(JsonElement expected, object? actual) => actual is JsonElement element
        ? JsonElement.DeepEquals(expected, element)
        : expected.ValueKind == JsonValueKind.Null ? actual is null : JsonElement.DeepEquals(expected, JsonSerializer.SerializeToElement(actual));

    static object? Field(WireEvent e, string name, JsonElement expected) => name switch
    {
        "site" => e.Site,
        // The wire's text is not kept; equal texts give equal ids.
        "id" => e.Id == EventId.Parse(expected.GetString()) ? expected : e.Id,
        "name" => e.Name,
        "time" => e.Time,
        "sent" => e.Sent,
        "url" => e.Url,
        "title" => e.Title,
        "referrer" => e.Referrer,
        "props" => Json(e.Props, expected),
        "user" => Json(e.User, expected),
        "visitor" => e.Visitor,
        "consent" => e is { Analytics: null, Ads: null } ? null : JsonSerializer.SerializeToElement(new Dictionary<string, bool?> { ["analytics"] = e.Analytics, ["ads"] = e.Ads }),
        "gpc" => e.OptOut,
        "screen" => e.Screen,
        "language" => e.Language,
        "source" => e.Source?.ToString().ToLowerInvariant(),
        _ => throw new InvalidOperationException($"An example names '{name}', which the decoder does not know."),
    };

    static object? Json(JsonObjectSlice slice, JsonElement expected) =>
        slice.Bytes.IsEmpty ? expected.ValueKind == JsonValueKind.Object ? JsonSerializer.SerializeToElement(new { }) : null : JsonDocument.Parse(slice.Bytes).RootElement;
}
