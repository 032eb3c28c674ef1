namespace Candor.Guard.Detect;

/// <summary>What a text contains, found in one pass; a detector runs only when what it needs is there.</summary>
[Flags]
enum Signals : ushort
{
    None = 0,
    /// <summary>A commercial at, also full-width.</summary>
    At = 1,
    /// <summary>At least six digits.</summary>
    Digits = 2,
    /// <summary>At least twelve letters, digits, '-', '_', '+', '/', '=' in a row with a digit or an upper-case letter among them.</summary>
    Run = 4,
    Percent = 8,
    /// <summary><c>[</c>, <c>(</c> or <c>{</c>.</summary>
    Bracket = 16,
    /// <summary>Two colons or more.</summary>
    Colons = 32,
    Equals = 64,
    /// <summary>A comma or a colon.</summary>
    Pause = 128,
    /// <summary>A letter, digit or sign outside ASCII.</summary>
    Wide = 256,
    Slash = 512,
    /// <summary>At least four digits.</summary>
    FewDigits = 1024,
    Space = 2048,
}
