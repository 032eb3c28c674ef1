using Candor.Sites.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Candor.Sites;

/// <summary>Sites, keys, users, goals, versions of the policy, and who may call what.</summary>
static class SitesRoom
{
    const string Chooser = "candor";

    /// <summary>The caller adds <c>UseAuthentication</c>, <see cref="CrossSite"/> and <c>UseAuthorization</c> to the pipeline, in this order.</summary>
    public static IServiceCollection AddSites(this IServiceCollection services, SitesOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => SitesDatabase.Of(options));
        if (options.Postgres is not null)
            services.AddShared(options);
        services.AddSingleton<SiteDirectory>();
        services.AddSingleton<KeyDirectory>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<GoalDirectory>();
        services.AddSingleton<PolicyVersions>();
        services.AddSingleton<SetupLink>();
        services.AddSingleton<Snippet>();

        // Beside the database: in the default folder they would be lost with the home folder, and everyone signed out.
        var protection = services.AddDataProtection().SetApplicationName("candor");
        if (options.Postgres is null)
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Folder, "keys")));
        services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, chooser => chooser.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? KeyAuthentication.SchemeName : Session.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddCookie(Session.SchemeName, cookie => Session.Configure(cookie, options.IsBehindTls));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, SitesJson.Default));
        services.Configure<AuthorizationOptions>(Policies.Add);
        services.AddAuthorization();
        return services;
    }

    static void AddShared(this IServiceCollection services, SitesOptions options)
    {
        services.AddSingleton(s => (PostgresDatabase)s.GetRequiredService<SitesDatabase>());
        services.AddSingleton<SharedSalts>();
        services.AddSingleton<SharedSecrets>();
        services.AddSingleton<SharedTurn>();
        services.AddSingleton<SharedSessionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<SharedSessionKeys>((keys, shared) => keys.XmlRepository = shared);
        if (!options.Follows)
            return;
        services.AddSingleton<SharedChanges>();
        services.AddHostedService(s => s.GetRequiredService<SharedChanges>());
    }
}
