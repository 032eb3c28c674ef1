namespace Candor.Store;

sealed record SqlStatement(SqlText Sql, params IReadOnlyList<SqlParameter> Parameters);
