namespace Candor.Audit;

/// <summary>The meanings that findings are made from; dictionaries use these words.</summary>
static class Meaning
{
    public const string PageAddress = "page address";
    public const string PageTitle = "page title";
    public const string Referrer = "referring page";
    public const string ButtonText = "button text";
    public const string LinkTarget = "link target";
    public const string FormContent = "form content";
    public const string FormFields = "form field names";
    public const string SearchTerm = "search term";
    public const string Keystrokes = "keystrokes";
    public const string ConsentState = "consent state";
    public const string Mask = "shape of a value";
    public const string Opaque = "could not be read";

    /// <summary>What a Guard category is called in a sentence: "the visitor's …".</summary>
    public static string Of(string category) => category switch
    {
        Guard.Category.GovernmentId => "government id",
        Guard.Category.Card => "payment card",
        Guard.Category.Bank => "bank account",
        Guard.Category.Birth => "date of birth",
        Guard.Category.HealthId => "health insurance or record number",
        Guard.Category.Ip => "IP address",
        Guard.Category.HashedId => "hashed identity",
        Guard.Category.Credential => "password or token",
        Guard.Category.FreeText => FormContent,
        _ => category.Replace('_', ' '),
    };
}
