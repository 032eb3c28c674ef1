namespace Candor.Guard;

enum VerdictKind : byte
{
    Pass,
    Redact,
    Drop,
}
