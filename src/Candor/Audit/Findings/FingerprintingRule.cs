namespace Candor.Audit.Findings;

/// <summary>Scripts that make the browser do something only to tell it from others.</summary>
sealed class FingerprintingRule(string name, string kind, string how, string sentence) : Rule
{
    public static FingerprintingRule Canvas { get; } = new(RuleName.CanvasFingerprinting, Behaviour.Canvas,
        "Scripts were watched for pictures of text that are drawn to be read back and not to be seen.", "draws a picture of text only to read it back: its pixels tell your browser from others");

    public static FingerprintingRule CanvasFont { get; } = new(RuleName.CanvasFontFingerprinting, Behaviour.CanvasFont,
        "Scripts were watched for one text measured in 50 fonts and more.", "measures a text in dozens of fonts: which of them you have tells your browser from others");

    public static FingerprintingRule WebGl { get; } = new(RuleName.WebGlFingerprinting, Behaviour.WebGl,
        "Scripts were watched for asking the graphics card's name together with its limits or its pixels.", "takes stock of your graphics card: its name and limits tell your browser from others");

    public static FingerprintingRule Audio { get; } = new(RuleName.AudioFingerprinting, Behaviour.Audio,
        "Scripts were watched for computing sounds that nobody hears.", "computes a sound that nobody hears: its last digits tell your browser from others");

    public override string Name => name;

    public override string How => how;

    public override string? NotJudged(Judgement judgement) => judgement.Options.IsLive ? null : "A recording does not show what scripts do in the page; a visit to the address does.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var script in judgement.Evidence.Behaviours.Where(b => b.Kind == kind).GroupBy(b => b.Script))
        {
            var (first, host) = (script.First(), HostOf(script.Key) is { Length: > 0 } own ? own : HostOf(script.First().Page));
            var vendor = judgement.Hosts.TryGetValue(host, out var tally) && tally.Owner.Length > 0 ? tally.Owner : host;
            yield return new Finding
            {
                Rule = Name, Severity = Severity.Medium, Vendor = vendor, Host = host, Page = Fields.Redaction.Page(first.Page), Times = script.Count(),
                Summary = $"A script of {host} {sentence} ({(script.Key.Length > 0 ? Fields.Redaction.Address(script.Key) : "in the page itself")}, {first.Detail}).",
            };
        }
    }

    static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "";
}
