namespace Candor.Guard.Policy;

/// <summary>How a page is counted.</summary>
enum PageCount : byte
{
    /// <summary>With address, title and properties.</summary>
    Full,

    /// <summary>Only that a page of this part of the site was seen: the pattern stands for the address, title and properties are gone.</summary>
    Bare,

    /// <summary>Nothing is kept of it.</summary>
    None,
}
