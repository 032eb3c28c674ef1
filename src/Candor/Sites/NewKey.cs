namespace Candor.Sites;

/// <param name="Key">The whole key. This is the only moment it exists outside its user's hands.</param>
sealed record NewKey(string Key, KeyInfo Info);
