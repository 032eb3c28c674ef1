using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Candor.Bench.Servers;

/// <summary>The floor of collecting in .NET: Kestrel that answers 204 and looks at nothing. A process of its own, <c>kestrel</c>.</summary>
static class BareKestrel
{
    const string Ready = "Kestrel is ready at ";

    public static ServerProcess Start(out Uri address)
    {
        var server = ServerProcess.Start("Kestrel", ServerProcess.ServerCore, Environment.ProcessPath!, "kestrel");
        address = server.WaitForAddress(Ready);
        return server;
    }

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        Console.WriteLine(Ready + app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
