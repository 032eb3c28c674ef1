namespace Candor.Collect.Agents;

/// <summary>What is kept of a user agent: families, never versions or the text itself.</summary>
/// <param name="Bot">Name of the crawler. Empty for people's browsers.</param>
/// <param name="IsTool">An HTTP library such as curl: a program that sends events on purpose, or a scraper that fetches the pixel.</param>
sealed record Agent(string Browser, string Os, string Device, string Bot, bool IsTool);
