namespace Candor.Dashboard.View;

/// <summary>Something that the site did not send before.</summary>
/// <param name="Sentence">Texts and, between them, names: those stand at the odd places.</param>
/// <param name="Href">The page on what was withheld, narrowed to it.</param>
/// <param name="IsWithheld">Something had to be taken out.</param>
public sealed record NoveltyRow(IReadOnlyList<string> Sentence, string Href, bool IsWithheld);
