using System.Text;
using Candor.Audit.Encodings;

namespace Candor.Audit;

/// <summary>Finds what the visitor typed in a message: in its values, and in the whole of it for what is spread over several.</summary>
sealed class MarkReader(Needles needles)
{
    const int LongestWhole = 4 << 20;

    /// <summary>The field as it is, or one for each marked value in it.</summary>
    public IEnumerable<SentField> Mark(SentField field, Parameter leaf, bool pressed)
    {
        var isMarked = false;
        foreach (var (mark, form) in needles.In(leaf.Text))
        {
            isMarked = true;
            yield return Field(field.Name, mark, Form(leaf.Chain, form), leaf.Text);
        }
        if (!isMarked && needles.Weak(leaf.Name, leaf.Text) is { } weak)
        {
            isMarked = true;
            yield return Field(field.Name, weak, Form(leaf.Chain, "plain"), leaf.Text);
        }
        if (!isMarked)
            yield return pressed && leaf.Carrier is Carrier.Query or Carrier.Body or Carrier.Fragment && needles.IsPressed(leaf.Text) ? field with { Meaning = Meaning.ButtonText, Class = field.Class > FieldClass.Content ? field.Class : FieldClass.Content } : field;
    }

    /// <summary>Marked values that no field showed: split over several, in the path, or written as nobody here takes apart.</summary>
    public IEnumerable<SentField> Whole(ObservedRequest request, IReadOnlyList<Parameter> leaves, IReadOnlyCollection<SentField> found)
    {
        var known = found.Select(f => f.TypedInto).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, text, form) in Texts(request, leaves))
            foreach (var (mark, how) in needles.In(text))
                if (known.Add(mark.Field))
                    yield return Field(name, mark, how == "plain" ? form : Form(form, how), mark.Value);
    }

    static IEnumerable<(string Name, string Text, string Form)> Texts(ObservedRequest request, IReadOnlyList<Parameter> leaves)
    {
        yield return ("address", request.Url, "plain");
        if (request.Body.Length is > 0 and <= LongestWhole)
            yield return ("body", Encoding.Latin1.GetString(request.Body.Span), "plain");
        var joined = new StringBuilder();
        foreach (var leaf in leaves)
            if (leaf.Text.Length < 4096)
                joined.Append(leaf.Text);
        yield return ("several fields", joined.ToString(), "split");
    }

    static SentField Field(string name, MarkedValue mark, string form, string value) =>
        new(name, mark.Meaning, mark.Class, form, value.Length <= SentField.LongestValue ? value : value[..SentField.LongestValue]) { TypedInto = mark.Field.Length > 0 ? mark.Field : "a field without a name" };

    static string Form(string chain, string form) => chain.Length == 0 || chain == "plain" ? form : form == "plain" ? chain : $"{chain}+{form}";
}
