namespace Candor.Audit.Encodings;

/// <summary>Which part of a message carried a value.</summary>
enum Carrier : byte
{
    Query,
    Path,
    Fragment,
    Body,
    Cookie,
    Referer,
}
