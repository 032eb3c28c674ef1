namespace Candor.Audit;

/// <summary>What a field tells, by what it means for the visitor.</summary>
enum FieldClass : byte
{
    /// <summary>Versions, switches, sizes, times.</summary>
    Technical,

    /// <summary>What the page is about: its address, its title, a button's text, a product.</summary>
    Content,

    /// <summary>A number that stands for one browser, visit or event.</summary>
    Identifier,

    /// <summary>Who the visitor is: an e-mail address, a name, a telephone number, also as a fingerprint.</summary>
    Personal,

    /// <summary>Something that only the visitor should tell: health, faith, orientation, debts, ….</summary>
    Sensitive,
}
