namespace Candor.Store;

/// <param name="Name">Without the <c>$</c>.</param>
/// <param name="Value">Text, a number, a truth value, a <see cref="Guid"/>, a <see cref="DateOnly"/>, a UTC <see cref="DateTime"/>, a list of these, or null.</param>
readonly record struct SqlParameter(string Name, object? Value);
