using Candor.Dashboard.View;

namespace Candor.Tests.Dashboard.View;

public sealed class ShellCommandTests
{
    [Fact]
    public void SaysTheSameAsThePage() =>
        Assert.Equal("candor report pages --site s_a --period 7d --compare year --filter 'page==/a b' --filter 'source!=O'\\''Reilly|$(reboot)'",
            ShellCommand.Of("pages", "s_a", new PageState("/") { Period = "7d", Compare = "year", Filters = ["page==/a b", "source!=O'Reilly|$(reboot)"] }));
}
