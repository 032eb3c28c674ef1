namespace Candor.Sites;

/// <summary>Something a visit is counted for: an event of a name, or a page view whose path fits a pattern (<c>*</c> for any text).</summary>
sealed record GoalInfo(int Id, string Site, string Name, string? Event, string? PathPattern);
