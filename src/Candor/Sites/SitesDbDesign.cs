using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Candor.Sites;

/// <summary>Lets <c>dotnet ef migrations add NAME --context SitesDb</c> (or <c>PostgresSitesDb --output-dir Sites/Migrations/Postgres</c>)
/// see the tables without starting the program.</summary>
sealed class SitesDbDesign : IDesignTimeDbContextFactory<SitesDb>, IDesignTimeDbContextFactory<PostgresSitesDb>
{
    SitesDb IDesignTimeDbContextFactory<SitesDb>.CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SitesDb>().UseSqlite("Data Source=:memory:").Options);

    PostgresSitesDb IDesignTimeDbContextFactory<PostgresSitesDb>.CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresSitesDb>().UseNpgsql("Host=none").Options);
}
