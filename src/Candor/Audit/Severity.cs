namespace Candor.Audit;

enum Severity : byte
{
    Low,
    Medium,
    High,
}
