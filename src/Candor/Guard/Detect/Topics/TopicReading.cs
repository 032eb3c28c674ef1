namespace Candor.Guard.Detect.Topics;

/// <summary>What one text says of topics: one bit for each, and of the kind of page.</summary>
struct TopicReading
{
    public uint Strong;
    public uint Act;
    public uint Weak;
    public PageKind Kinds;

    /// <summary>A professional is named: "Dr. Jane Smith", <c>jane-smith-md</c>.</summary>
    public bool NamesProfessional;

    public readonly uint Topics => Strong | Act | Weak;

    public readonly bool IsEmpty => (Topics | (uint)Kinds) == 0;
}
