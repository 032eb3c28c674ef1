namespace Candor.Guard.Policy;

/// <param name="Number">Of the version.</param>
/// <param name="Text">YAML without <c>server:</c>.</param>
sealed record PolicyText(int Number, string Text);
