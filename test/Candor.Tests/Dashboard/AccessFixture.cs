using Candor.Tests.Support;

namespace Candor.Tests.Dashboard;

/// <summary>One server that many strangers and persons ask; each test brings users and sites of its own.</summary>
public sealed class AccessFixture : IAsyncLifetime
{
    internal DashboardApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await DashboardApp.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
