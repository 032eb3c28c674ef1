namespace Candor.Store;

sealed record KnownSource(string Name, SourceKind Kind);
