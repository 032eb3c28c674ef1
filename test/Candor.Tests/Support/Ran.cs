using System.Text.Json;

namespace Candor.Tests.Support;

/// <summary>What a command left behind.</summary>
sealed record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>Stdout as JSON, once the command is seen to have done it.</summary>
    public JsonElement Json()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return JsonDocument.Parse(Output).RootElement;
    }
}
