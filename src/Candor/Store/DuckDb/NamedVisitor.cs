namespace Candor.Store.DuckDb;

/// <param name="Row">A row that carries the visitor's id.</param>
readonly record struct NamedVisitor(int Row, long FirstSeen);
