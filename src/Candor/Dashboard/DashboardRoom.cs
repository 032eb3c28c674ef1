using Candor.Dashboard.Assets;
using Candor.Dashboard.View;
using Candor.Sites.Access;

namespace Candor.Dashboard;

/// <summary>The web interface: pages rendered on the server, with the whole state in their address.</summary>
static class DashboardRoom
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<AssetFiles>();
        services.AddSingleton<HealthNotices>();
        services.AddSingleton<OverviewReading>();
        services.AddSingleton<NoveltyReading>();
        services.AddSingleton<WithheldReading>();
        services.AddSingleton<ListReading>();
        services.AddSingleton<SiteCards>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "candor.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.FormFieldName = "form-token";
        });
        return services;
    }

    /// <summary>What stands between a request and every page or API route: headers, who is it, from where, may they.</summary>
    public static IApplicationBuilder UseDashboard(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(failed => failed.Run(ErrorPage.WriteAsync));
        app.UseStatusCodePages(ErrorPage.WriteStatusAsync);
        app.UseAuthentication();
        app.UseCrossSiteRefusal();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapSignOut();
        routes.MapChanges();
        routes.MapAudits();
        routes.MapRazorComponents<App>();
    }
}
