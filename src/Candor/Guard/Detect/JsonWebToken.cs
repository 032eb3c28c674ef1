namespace Candor.Guard.Detect;

/// <summary>JSON Web Tokens: a base64 object, so <c>eyJ</c>, then two more parts.</summary>
sealed class JsonWebToken : Detector
{
    public override Signals Needs => Signals.Run;

    public override int Shortest => 20;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        for (var from = 0; text[from..].IndexOf("eyJ", StringComparison.Ordinal) is var found and >= 0;)
        {
            var start = from + found;
            var end = start;
            var dots = 0;
            for (; end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.' or '='); end++)
                dots += text[end] == '.' ? 1 : 0;
            if (dots >= 1 && end - start >= 20 && (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1])))
                hits.Add(start, end - start, Category.Credential, "a JSON Web Token", spreads: true);
            from = Math.Max(end, start + 3);
        }
    }
}
