namespace Candor.Guard.Detect;

static class TextSignals
{
    const int RunLength = 12;

    /// <summary>Bits of the table besides those of <see cref="Signals"/>.</summary>
    const ushort Digit = 1 << 13, Upper = 1 << 14, RunChar = 1 << 15;

    const int Ascii = 128;

    const Signals ByCharacter = Signals.At | Signals.Percent | Signals.Bracket | Signals.Equals | Signals.Pause | Signals.Wide | Signals.Slash | Signals.Space;

    /// <summary>What each ASCII character says; the last entry speaks for all others.</summary>
    static readonly ushort[] Table = BuildTable();

    /// <summary>One pass without branches, about a nanosecond a character.</summary>
    public static Signals Of(ReadOnlySpan<char> text)
    {
        uint seen = 0, digits = 0, run = 0, longest = 0;
        var table = Table;
        foreach (var c in text)
        {
            uint kind = table[Math.Min(c, (char)Ascii)];
            seen |= kind;
            digits += kind >> 13 & 1;
            run = (run + 1) & (uint)-(int)(kind >> 15);
            longest = Math.Max(longest, run);
        }

        var signals = (Signals)seen & ByCharacter;
        if ((signals & Signals.Wide) != 0)
            signals |= Wide(text, ref digits);
        if (digits >= 4)
            signals |= digits >= 6 ? Signals.Digits | Signals.FewDigits : Signals.FewDigits;
        if (longest >= RunLength && (seen & (Digit | Upper)) != 0)
            signals |= Signals.Run;
        if ((signals & Signals.Pause) != 0 && text.Count(':') > 1)
            signals |= Signals.Colons;
        return signals;
    }

    static Signals Wide(ReadOnlySpan<char> text, ref uint digits)
    {
        var signals = Signals.None;
        foreach (var c in text)
            if (c >= Ascii)
            {
                digits += char.IsDigit(c) ? 1u : 0;
                signals |= c is '＠' or '﹫' ? Signals.At : Signals.None;
            }
        return signals;
    }

    static ushort[] BuildTable()
    {
        var table = new ushort[Ascii + 1];
        for (var c = '0'; c <= '9'; c++)
            table[c] = Digit | RunChar;
        for (var c = 'a'; c <= 'z'; c++)
            table[c] = RunChar;
        for (var c = 'A'; c <= 'Z'; c++)
            table[c] = RunChar | Upper;
        table['-'] = table['_'] = table['+'] = RunChar;
        table['/'] = RunChar | (ushort)Signals.Slash;
        table['='] = RunChar | (ushort)Signals.Equals;
        table['@'] = (ushort)Signals.At;
        table['%'] = (ushort)Signals.Percent;
        table['['] = table['('] = table['{'] = (ushort)Signals.Bracket;
        table[','] = table[':'] = (ushort)Signals.Pause;
        table[' '] = (ushort)Signals.Space;
        table[Ascii] = (ushort)Signals.Wide;
        return table;
    }
}
