using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Candor.Sites;

/// <summary>Says of every connection that cannot be made what is wrong, where, and how to mend it. The password is never in it.</summary>
sealed class PostgresTrouble(NpgsqlConnectionStringBuilder address) : DbConnectionInterceptor
{
    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => throw Explain(eventData.Exception);

    public override Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default) =>
        eventData.Exception is OperationCanceledException ? Task.CompletedTask : throw Explain(eventData.Exception);

    public DatabaseUnavailableException Explain(Exception e) => new(e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } => $"{Where} refuses the password of {User}. Put the right one into server.database or the environment variable CANDOR_DATABASE (or PGPASSWORD).",
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } p => $"{Where} does not let {User} in: {p.MessageText}. Make the account with `createuser --pwprompt {User}`, or allow this host in the server's pg_hba.conf.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"{Where} has no database {address.Database}. Make it with: createdb --owner {User} {address.Database}",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } p => $"{User} may not keep candor's tables in {address.Database} at {Where}: {p.MessageText}. Make it the owner: alter database {address.Database} owner to {User}",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => $"{Where} has no connection left. Raise max_connections there, or set a smaller Maximum Pool Size in server.database.",
        PostgresException p => $"{Where} does not answer: {p.MessageText} ({p.SqlState}). It is tried again.",
        NpgsqlException { InnerException: SocketException s } => $"{Where} cannot be reached: {s.Message}. Start PostgreSQL there, or correct server.database.",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => $"{Where} cannot be reached: no answer within {address.Timeout} s. See that nothing between blocks the port, or correct server.database.",
        NpgsqlException { InnerException: IOException } => $"{Where} ended the connection. It is tried again; its own log says why.",
        _ => $"{Where} cannot be used: {e.Message}",
    }, e);

    /// <summary>Without user and password.</summary>
    public string Where => address.Host!.StartsWith('/') ? $"PostgreSQL at {address.Host}" : $"PostgreSQL at {address.Host}:{address.Port}";

    string User => address.Username ?? Environment.UserName;
}
