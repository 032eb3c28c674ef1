using Candor.Dashboard.View;

namespace Candor.Tests.Dashboard.View;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/sites/s_a?period=7d", "/sites/s_a?period=7d")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/")]
    public void OnlyPathsOfOurOwnAreFollowed(string? path, string expected) => Assert.Equal(expected, LocalPath.OrHome(path));
}
