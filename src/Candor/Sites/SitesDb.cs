using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The tables of what people edit. Times are milliseconds since 1970 UTC: SQLite has no type of its own for them.</summary>
class SitesDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<SiteRow> Sites => Set<SiteRow>();
    public DbSet<KeyRow> Keys => Set<KeyRow>();
    public DbSet<UserRow> Users => Set<UserRow>();
    public DbSet<GoalRow> Goals => Set<GoalRow>();
    public DbSet<PolicyVersionRow> PolicyVersions => Set<PolicyVersionRow>();
    public DbSet<SetupRow> Setup => Set<SetupRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SiteRow>(site =>
        {
            site.ToTable("sites").HasKey(s => s.Id);
            site.HasIndex(s => s.Domain).IsUnique();
            site.Property(s => s.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KeyRow>(key =>
        {
            key.ToTable("keys").HasKey(k => k.Prefix);
            key.Property(k => k.Scope).HasConversion<string>();
            key.HasOne<SiteRow>().WithMany().HasForeignKey(k => k.Site);
        });
        modelBuilder.Entity<UserRow>(user =>
        {
            user.ToTable("users").HasKey(u => u.Id);
            user.HasIndex(u => u.Login).IsUnique();
            user.Property(u => u.Version).IsConcurrencyToken();
            user.Property(u => u.Role).HasConversion<string>();
        });
        modelBuilder.Entity<GoalRow>(goal =>
        {
            goal.ToTable("goals").HasKey(g => g.Id);
            goal.HasOne<SiteRow>().WithMany().HasForeignKey(g => g.Site);
            goal.HasIndex(g => new { g.Site, g.Name }).IsUnique();
        });
        modelBuilder.Entity<PolicyVersionRow>(version =>
        {
            version.ToTable("policy_versions").HasKey(v => v.Number);
            version.Property(v => v.Number).ValueGeneratedNever();
        });
        modelBuilder.Entity<SetupRow>(setup =>
        {
            setup.ToTable("setup").HasKey(s => s.Id);
            setup.Property(s => s.Id).ValueGeneratedNever();
        });
    }
}
