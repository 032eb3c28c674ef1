using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Candor.Sites;

/// <summary>Lets <c>dotnet ef migrations add</c> see the tables without starting the program.</summary>
sealed class SitesDbDesign : IDesignTimeDbContextFactory<SitesDb>
{
    public SitesDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SitesDb>().UseSqlite("Data Source=:memory:").Options);
}
