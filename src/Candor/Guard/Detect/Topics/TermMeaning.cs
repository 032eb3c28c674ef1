using System.Numerics;

namespace Candor.Guard.Detect.Topics;

/// <summary>What a term says: of topics, and of the kind of page it stands on. Laid out flat, for it is read for every known word.</summary>
/// <param name="Topics">Two bits for each topic in the order of <see cref="Category.Topics"/> (a <see cref="TopicStrength"/>); the highest bit: within this phrase other terms do not count.</param>
readonly record struct TermMeaning(uint Topics, PageKind Kinds)
{
    const uint Nothing = 1u << 31;
    const uint Low = 0x15555555;

    public static TermMeaning None => default;

    public static TermMeaning Not { get; } = new(Nothing, PageKind.None);

    public bool IsEmpty => Topics == 0 && Kinds == PageKind.None;

    public bool IsNot => (Topics & Nothing) != 0;

    public uint Strong => Pack(Topics & Topics >> 1 & Low);

    public uint Act => Pack(Topics >> 1 & ~Topics & Low);

    public uint Weak => Pack(Topics & ~(Topics >> 1) & Low);

    public static TermMeaning Of(int topic, TopicStrength strength) => new((uint)strength << (2 * topic), PageKind.None);

    public static TermMeaning Of(PageKind kinds) => new(0, kinds);

    /// <summary>Both meanings; for one topic the stronger.</summary>
    public TermMeaning With(TermMeaning other)
    {
        var topics = (Topics | other.Topics) & Nothing;
        for (var i = 0; i < 30; i += 2)
            topics |= Math.Max(Topics >> i & 3, other.Topics >> i & 3) << i;
        return new TermMeaning(topics, Kinds | other.Kinds);
    }

    /// <summary>Every second bit, side by side: one bit a topic.</summary>
    static uint Pack(uint bits)
    {
        var packed = 0u;
        while (bits != 0)
        {
            packed |= 1u << (BitOperations.TrailingZeroCount(bits) / 2);
            bits &= bits - 1;
        }
        return packed;
    }
}
