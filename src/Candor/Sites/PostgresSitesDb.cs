using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The tables of <see cref="SitesDb"/> on PostgreSQL, and those that only nodes that share a database need.</summary>
sealed class PostgresSitesDb(DbContextOptions<PostgresSitesDb> options) : SitesDb(options)
{
    public DbSet<SaltRow> Salts => Set<SaltRow>();
    public DbSet<SecretRow> Secrets => Set<SecretRow>();
    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();
    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<SaltRow>(salt =>
        {
            // Unlogged: neither the write-ahead log, nor a standby, nor an archive of either ever holds a salt. A crash of the server
            // empties the table; the collectors then put the salt they know back.
            salt.ToTable("salts").HasKey(s => s.Day);
            salt.IsUnlogged();
            salt.Property(s => s.Day).ValueGeneratedNever();
            salt.Property(s => s.Created).HasDefaultValueSql("now()");
        });
        modelBuilder.Entity<SecretRow>().ToTable("secrets").HasKey(s => s.Name);
        modelBuilder.Entity<ProtectionKeyRow>().ToTable("protection_keys").HasKey(k => k.Id);
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.ToTable("revision").HasKey(r => r.Id);
            revision.Property(r => r.Id).ValueGeneratedNever();
        });
    }
}
