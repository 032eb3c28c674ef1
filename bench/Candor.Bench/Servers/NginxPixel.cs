using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Candor.Bench.Servers;

/// <summary>The anchor of collecting: nginx answers a built-in GIF and writes a buffered line to its log. It checks nothing and promises nothing.</summary>
static class NginxPixel
{
    public static ServerProcess Start(string folder, out Uri address)
    {
        var nginx = Programs.Find("nginx") ?? throw new BenchException("nginx is not installed. It is a package of that name: sudo apt-get install nginx-light");
        var port = FreePort();
        var config = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(config, Config(folder, port));
        var server = ServerProcess.Start("nginx", ServerProcess.ServerCore, nginx, "-p", folder, "-c", config, "-e", Path.Combine(folder, "error.log"));
        server.WaitUntil(() => Listens(port));
        address = new Uri($"http://127.0.0.1:{port}/");
        return server;
    }

    /// <summary>A run leaves hundreds of megabytes, which must not go to the disk while the next one waits for it.</summary>
    public static void EmptyLog(string folder) => File.Open(Path.Combine(folder, "access.log"), FileMode.Truncate).Dispose();

    public static string? Version()
    {
        if (Programs.Find("nginx") is not { } nginx)
            return null;
        using var process = Process.Start(new ProcessStartInfo(nginx, ["-v"]) { RedirectStandardError = true })!;
        return process.StandardError.ReadToEnd().Trim().Split('/')[^1];
    }

    static string Config(string folder, int port) => $$"""
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        worker_processes 1;
        daemon off;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log;
        events { worker_connections 2048; }
        http {
            access_log {{folder}}/access.log combined buffer=64k flush=5s;
            client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
            keepalive_requests 1000000000;
            server { listen 127.0.0.1:{{port}}; location / { empty_gif; } }
        }
        """;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
