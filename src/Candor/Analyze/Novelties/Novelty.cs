namespace Candor.Analyze.Novelties;

/// <summary>Something that a site sends in the last seven days and did not send in the thirty before.</summary>
/// <param name="First">When the first of these events happened.</param>
/// <param name="Event">Name of the event.</param>
/// <param name="Page">A path, or the beginning of several such as <c>/book/*</c>; empty where it is about no page or about more than one part of the site.</param>
/// <param name="Field">As in <see cref="WithheldField"/>, or a property's name; empty where none is known.</param>
/// <param name="Category">As in <see cref="Guard.Category"/>; empty where nothing was withheld.</param>
/// <param name="InPage">Taken out by the script, in the page.</param>
/// <param name="Events">In the last seven days.</param>
/// <param name="Before">In the thirty days before.</param>
/// <param name="Sentence">All of that in words.</param>
sealed record Novelty(NoveltyKind Kind, DateTimeOffset First, string Event, string Page, string Field, string Category, bool InPage, long Events, long Before, string Sentence = "");
