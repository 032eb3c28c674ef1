using System.Security.Cryptography;
using Candor.Sites;

namespace Candor.Cli;

/// <summary>Brings the key of visitor pseudonyms that all nodes share into this node's folder, where Guard reads it, so that an e-mail
/// address that was sent as a visitor's id becomes the same pseudonym at every collector.</summary>
static class SharedPseudonymKey
{
    public const string Name = "visitor-pseudonym.key";

    public static async Task BringAsync(IServiceProvider services, DataFolder data, CancellationToken cancellationToken)
    {
        if (services.GetService<SharedSecrets>() is not { } secrets)
            return;
        var path = Path.Combine(data.Keys, Name);
        var own = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : RandomNumberGenerator.GetBytes(32);
        try
        {
            var agreed = await Task.Run(() => secrets.AgreeAsync(Name, own, cancellationToken), cancellationToken);
            if (File.Exists(path) && agreed.AsSpan().SequenceEqual(own))
                return;
            await using (var file = PrivateFile.Create(path + ".new", FileMode.Create))
                await file.WriteAsync(agreed, cancellationToken);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (DatabaseUnavailableException)
        {
            // What needs the database says so itself; a collector that starts from its copy has the key since the day it took that.
        }
    }
}
