namespace Candor.Tests;

public sealed class ConfigFileTests
{
    [Fact]
    public void EveryMistakeIsToldAtOnceWithItsPlaceAndMend()
    {
        var file = ConfigFile.Parse("""
            a: 13 moths
            b: [1, {x: 2}]
            b: again
            colour: red
            flag: maybe
            size: 12 apples
            """, "candor.yaml");
        file.Root["a"].Duration(default);
        file.Root["b"].Texts();
        file.Root["color"].Text("");
        file.Root["flag"].Flag(false);
        file.Root["size"].Bytes(0);
        file.Root.RefuseOthers();

        Assert.Equal(
            """
            candor.yaml:3:1 b: stands twice, first on line 2; keep one
            candor.yaml:1:4 a: "13 moths" is not a duration; write 13mo, 90d or 2y
            candor.yaml:2:8 b[1]: is not a text
            candor.yaml:5:7 flag: "maybe" is neither true nor false
            candor.yaml:6:7 size: "12 apples" is not a size; write 512MB or 4GiB
            candor.yaml:4:1 colour: there is no such field; did you mean 'color'?
            """, string.Join('\n', file.Errors));
    }

    [Theory]
    [InlineData("a: [1, 2")]
    [InlineData("a: 'x")]
    [InlineData("a: *nowhere")]
    [InlineData("- a\n- b")]
    [InlineData("just text")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("? [a, b]\n: c")]
    [InlineData("a: &x [*x]")]
    public void WhatIsNoSetOfFieldsIsAnErrorAndNoException(string yaml) => Assert.NotEmpty(ConfigFile.Parse(yaml, "x.yaml").Errors);

    [Fact]
    public void DeepNestingIsAnErrorAndNoException() =>
        Assert.Contains(ConfigFile.Parse(new string('[', 5000), "x.yaml").Errors, e => e.Message.Contains("nested", StringComparison.Ordinal) || e.Message.Contains("YAML", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("a:\nb: ~")]
    public void WhatIsLeftEmptyTakesItsDefault(string yaml)
    {
        var file = ConfigFile.Parse(yaml, "x.yaml");

        Assert.Equal(5, file.Root["a"].Whole(5, 0, 9));
        Assert.Null(file.Root["b"].Texts());
        Assert.Empty(file.Errors);
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("12h", 43_200)]
    [InlineData("1w", 604_800)]
    [InlineData("1.5 d", 129_600)]
    public void DurationsAreReadWithTheirUnit(string text, double seconds) =>
        Assert.Equal(seconds, ConfigFile.Parse($"a: {text}", "x.yaml").Root["a"].Duration(default).TotalSeconds);

    [Fact]
    public void TwelveMonthsAreAYear() =>
        Assert.Equal(ConfigFile.Parse("a: 1y", "x").Root["a"].Duration(default), ConfigFile.Parse("a: 12mo", "x").Root["a"].Duration(default));

    [Theory]
    [InlineData("512MB", 512_000_000L)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("1_0", null)]
    [InlineData("100", 100L)]
    public void SizesAreReadWithTheirUnit(string text, long? bytes)
    {
        var file = ConfigFile.Parse($"a: {text}", "x.yaml");

        Assert.Equal(bytes ?? -1, file.Root["a"].Bytes(-1));
        Assert.Equal(bytes is null, file.Errors.Count > 0);
    }

    [Fact]
    public void AFileThatIsNotThereIsAnError() => Assert.Contains("cannot be read", Assert.Single(ConfigFile.Read("/nowhere/candor.yaml").Errors).Message, StringComparison.Ordinal);
}
