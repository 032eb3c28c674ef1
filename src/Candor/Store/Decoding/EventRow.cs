using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Candor.Store;

/// <summary>One decoded event: numbers here, texts as places in the batch's arena.</summary>
struct EventRow
{
    public long Sequence;

    /// <summary>Milliseconds since 1970 UTC, as in <see cref="Event"/>.</summary>
    public long Time;
    public long Received;
    public UInt128 Id;

    /// <summary>0 for nobody: such an event is counted, but belongs to no visitor and no session.</summary>
    public ulong Visitor;

    /// <summary>NaN for none.</summary>
    public double Value;
    public UInt128 Page;
    public int EngagedMs;
    public byte Scroll;
    public byte Consent;
    public byte Kind;
    public EventClass Class;
    public RowFlags Flags;
    public Texts Text;

    [UnscopedRef]
    public ref TextSlice this[EventText text] => ref Text[(int)text];

    [InlineArray(20)]
    public struct Texts
    {
        TextSlice first;
    }
}
