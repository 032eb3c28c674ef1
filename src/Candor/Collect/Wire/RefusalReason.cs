namespace Candor.Collect.Wire;

/// <summary>Everything that can be wrong with what was sent; the closed list is also the tag of the refusal counter.</summary>
enum RefusalReason : byte
{
    Malformed,
    NotUtf8,
    WrongType,
    Missing,
    Duplicate,
    TooLong,
    TooLarge,
    TooDeep,
    TooManyProperties,
    NumberRange,
    UnknownSite,
    ForeignOrigin,
    UnsupportedEncoding,
    UnsupportedType,
    SlowBody,
    RateLimited,
    JournalUnavailable,
}
