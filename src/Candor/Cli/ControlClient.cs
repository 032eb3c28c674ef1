using System.CommandLine;
using System.Net.Sockets;
using Candor.Cli.Commands;

namespace Candor.Cli;

/// <summary>Asks the process that owns the data folder, or becomes that process for as long as the command takes.</summary>
sealed class ControlClient : IAsyncDisposable
{
    // A server that starts or stops holds the lock for a moment without answering.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(20);

    readonly CandorServer? own;

    ControlClient(HttpClient http, CandorServer? own) => (Http, this.own) = (http, own);

    public HttpClient Http { get; }

    public bool IsServerRunning => own is null;

    public static Task<ControlClient> ConnectAsync(ParseResult parse, CancellationToken cancellationToken) =>
        ConnectAsync(SettingsReader.Read(parse), cancellationToken);

    public static async Task<ControlClient> ConnectAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (true)
        {
            if (FolderLock.TryTake(settings.Data) is { } free)
                return await HostAsync(settings with { Urls = [] }, free, cancellationToken);
            if (ServerAddress.Read(settings.Data) is { } server && await AnswersAsync(server, cancellationToken))
                return new ControlClient(ClientFor(server.Socket, server.Urls), own: null);
            if (time.GetElapsedTime(start) > Patience)
                throw new CommandException($"Another candor{(ServerAddress.Read(settings.Data) is { } owner ? $" (process {owner.Pid})" : "")} holds {settings.Data.Root} and does not answer. End it, or wait until it is done.");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    static async Task<ControlClient> HostAsync(ServerSettings settings, FolderLock folderLock, CancellationToken cancellationToken)
    {
        var server = await CandorServer.StartAsync(settings, folderLock, cancellationToken);
        return new ControlClient(ClientFor(server.Control.Path, []), server);
    }

    static async Task<bool> AnswersAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = await OpenAsync(server.Socket, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Asks by the public address, so that an answer that holds one, such as a snippet, holds that.</summary>
    static HttpClient ClientFor(string path, IReadOnlyList<string> urls) => new(new AnswerRemarks(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await OpenAsync(path, cancellationToken), ownsSocket: true),
    }))
    {
        BaseAddress = new Uri(urls is [var first, ..] ? first : ServeCommand.DefaultUrl),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    static async Task<Socket> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (own is not null)
            await own.DisposeAsync();
    }
}
