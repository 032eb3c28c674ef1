using System.Globalization;
using System.Text;
using Candor.Audit.Encodings;

namespace Candor.Audit.Findings;

/// <summary>Values of one character, put together over the messages that carried them: what a logger of single keys sends.</summary>
sealed class KeyStreams
{
    const int MostStreams = 5_000, LongestStream = 20_000;

    readonly Dictionary<string, (Transmission Sent, string Field, StringBuilder Keys)> streams = new(StringComparer.Ordinal);

    public IEnumerable<(Transmission Sent, string Field, string Keys)> All => streams.Values.Where(s => s.Keys.Length > 3).Select(s => (s.Sent, s.Field, s.Keys.ToString()));

    public void Add(Transmission sent, in Parameter leaf)
    {
        if (leaf.Carrier is not (Carrier.Query or Carrier.Body or Carrier.Path) || KeyOf(leaf.Text) is not { } key)
            return;
        // Keys in one list are told apart by their place in it: keys[0], keys[1], ….
        var name = string.Concat(leaf.Name.Where(c => !char.IsAsciiDigit(c)));
        var id = $"{sent.Host}\n{sent.Request.Split('?')[0]}\n{name}";
        if (!streams.TryGetValue(id, out var stream))
        {
            if (streams.Count >= MostStreams)
                return;
            streams[id] = stream = (sent, leaf.Name, new StringBuilder());
        }
        if (stream.Keys.Length < LongestStream)
            stream.Keys.Append(key);
    }

    /// <summary>The key itself, its name (<c>KeyA</c>, <c>Digit1</c>) or its number (65); null for anything else.</summary>
    static char? KeyOf(string text) => text switch
    {
        [var one] => one,
        ['K', 'e', 'y', var letter] => letter,
        ['D', 'i', 'g', 'i', 't', var digit] => digit,
        { Length: 2 or 3 } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is (>= 48 and <= 57) or (>= 64 and <= 90) or (>= 97 and <= 122) => (char)code,
        _ => null,
    };
}
