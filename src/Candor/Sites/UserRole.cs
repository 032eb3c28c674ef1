namespace Candor.Sites;

/// <summary>What a person may do. Roles are not a ladder: a privacy officer sees Guard's work, an ad manager does not.</summary>
enum UserRole
{
    Owner,
    Analyst,
    Privacy,
    Ads,
    Viewer,
}
