using System.Numerics;

namespace Candor.Guard.Detect.Topics;

/// <summary>What a term says: of topics, and of the kind of page it stands on. Laid out flat, for it is read for every known word.</summary>
/// <param name="Topics">Two bits for each topic in the order of <see cref="Category.Topics"/> (a <see cref="TopicStrength"/>).</param>
/// <param name="NotFor">One bit for each topic whose terms do not count within this phrase.</param>
readonly record struct TermMeaning(uint Topics, PageKind Kinds, ushort NotFor = 0)
{
    const uint Low = 0x15555555;

    public static TermMeaning None => default;

    public static TermMeaning Not(int topic) => new(0, PageKind.None, (ushort)(1 << topic));

    public bool IsEmpty => Topics == 0 && Kinds == PageKind.None && NotFor == 0;

    public uint Strong => Pack(Topics & Topics >> 1 & Low);

    public uint Act => Pack(Topics >> 1 & ~Topics & Low);

    public uint Weak => Pack(Topics & ~(Topics >> 1) & Low);

    public static TermMeaning Of(int topic, TopicStrength strength) => new((uint)strength << (2 * topic), PageKind.None);

    public static TermMeaning Of(PageKind kinds) => new(0, kinds);

    /// <summary>Both meanings; for one topic the stronger.</summary>
    public TermMeaning With(TermMeaning other)
    {
        var topics = 0u;
        for (var i = 0; i < 30; i += 2)
            topics |= Math.Max(Topics >> i & 3, other.Topics >> i & 3) << i;
        return new TermMeaning(topics, Kinds | other.Kinds, (ushort)(NotFor | other.NotFor));
    }

    /// <summary>What is left of it within a phrase in which some topics do not count.</summary>
    public TermMeaning Within(ushort notFor)
    {
        var topics = Topics;
        for (uint bits = notFor; bits != 0; bits &= bits - 1)
            topics &= ~(3u << 2 * BitOperations.TrailingZeroCount(bits));
        return new TermMeaning(topics, PageKind.None);
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
