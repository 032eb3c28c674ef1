namespace Candor.Store;

/// <param name="Types">The engine's name for each column's type.</param>
/// <param name="Cut">There were more rows than the limit.</param>
sealed record SqlAnswer(IReadOnlyList<string> Columns, IReadOnlyList<string> Types, IReadOnlyList<object?[]> Rows, bool Cut);
