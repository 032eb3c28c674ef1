using System.Globalization;
using System.Net;
using System.Text;
using ClickHouse.Driver.ADO;

namespace Candor.Store.ClickHouse;

/// <summary>One server, over HTTP. Questions go through the driver; inserts send their own blocks, without an object for each value.</summary>
sealed class ClickHouseNode : IDisposable
{
    readonly ClickHouseOptions options;
    readonly HttpClient http;

    public ClickHouseNode(Uri address, ClickHouseOptions options)
    {
        Address = address;
        this.options = options;
        http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        // As the driver does, which shares the client; the server refuses to be told twice.
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
    }

    public Uri Address { get; }

    /// <summary>A connection of the driver. It keeps nothing open but what <see cref="HttpClient"/> pools.</summary>
    public ClickHouseConnection Connect(string? database = null) => new(new ClickHouseClientSettings
    {
        Host = Address.Host,
        Port = (ushort)Address.Port,
        Protocol = Address.Scheme,
        Path = Address.AbsolutePath.Trim('/'),
        Username = options.User,
        Password = options.Password,
        Database = database ?? options.Database,
        UseFormDataParameters = true, // A parameter may be longer than a URL.
        HttpClient = http,
    });

    /// <summary>Runs a statement and returns its answer's text, tab separated.</summary>
    /// <exception cref="StoreUnavailableException">The server is away, or refused it.</exception>
    public Task<string> ExecuteAsync(string sql, string? database, CancellationToken cancellationToken) =>
        SendAsync($"?database={Uri.EscapeDataString(database ?? options.Database)}&mutations_sync=2&lightweight_deletes_sync=2", new StringContent(sql, Encoding.UTF8), cancellationToken);

    /// <summary>Stores rows once, however often it is called with the same token: all of them are one block for each month they fall into.</summary>
    public async Task InsertAsync(string table, NativeBlock rows, string token, CancellationToken cancellationToken)
    {
        var query = $"insert into {table} ({rows.Columns}) format Native";
        var url = string.Create(CultureInfo.InvariantCulture,
            $"?database={Uri.EscapeDataString(options.Database)}&query={Uri.EscapeDataString(query)}&insert_deduplication_token={Uri.EscapeDataString(token)}&insert_deduplicate=1&async_insert=0&max_insert_block_size={1 << 30}&min_insert_block_size_rows={1 << 30}&min_insert_block_size_bytes=0&max_partitions_per_insert_block=0");
        await SendAsync(url, rows.Content(), cancellationToken);
    }

    async Task<string> SendAsync(string url, HttpContent body, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.PostAsync(new Uri(Address, url), body, both.Token);
            var text = await response.Content.ReadAsStringAsync(both.Token);
            return response.IsSuccessStatusCode ? text : throw Refused(text.Trim());
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"ClickHouse at {Address} did not answer within {options.Timeout.TotalSeconds:0} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new StoreUnavailableException($"ClickHouse at {Address} cannot be reached: {e.Message}", e);
        }
    }

    StoreUnavailableException Refused(string answer) => new($"ClickHouse at {Address} refused: {(answer.Length > 500 ? answer[..500] + "…" : answer)}");

    public void Dispose() => http.Dispose();
}
