namespace Candor.Store.DuckDb;

sealed record SchemaMigration(int Version, string Name, string Sql);
