using Candor.Guard.Policy;

namespace Candor.Tests.Guard.Policy;

public sealed class PolicyPartTests
{
    [Theory]
    [InlineData("# ours\ndefaults: {retention: 90d}\n", "# ours\ndefaults: {retention: 90d}\n")]
    [InlineData("server:\n  data: x\n  # of the server\n\n# of the rules\ndefaults: {}\n", "# of the rules\ndefaults: {}\n")]
    [InlineData("defaults: {}\nserver: {data: x}\nsites: {} # all\n", "defaults: {}\nsites: {} # all\n")]
    [InlineData("defaults: {}\nserver:\n  database: postgres://u:secret@h/d\n", "defaults: {}")]
    [InlineData("server: {data: x}", "")]
    [InlineData("{defaults: {retention: 90d}}", "{defaults: {retention: 90d}}")]
    public void TheServersLinesGoAndAllElseStays(string text, string expected)
    {
        var file = ConfigFile.Parse(text, "candor.yaml");

        Assert.Equal(expected, PolicyPart.Of(text, file));
        Assert.Empty(file.Errors);
    }

    [Theory]
    [InlineData("{defaults: {}, server: {data: x}}")]
    [InlineData("server: &a {data: x}\ndefaults: *a\n")]
    public void WhatCannotBeToldApartIsAMistake(string text)
    {
        var file = ConfigFile.Parse(text, "candor.yaml");
        PolicyPart.Of(text, file);

        Assert.Contains("on a line of its own", Assert.Single(file.Errors).Message, StringComparison.Ordinal);
    }
}
