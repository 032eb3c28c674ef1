namespace Candor.Guard.Detect;

/// <summary>The Netherlands' BSN: nine digits that pass the eleven test; it looks like any number, so it needs the word.</summary>
sealed class NetherlandsBsn : NumberDetector
{
    public override string Why => "nine digits that pass the eleven test of a BSN";

    public override IReadOnlyList<int> Lengths => [9];

    public override IReadOnlyList<string> Groups => ["4-2-3", "3-3-3"];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && (number.Context & KeyKind.GovernmentId) != 0
        && (CheckDigits.Weighted(number.Compact, [9, 8, 7, 6, 5, 4, 3, 2]) - (number.Compact[8] - '0')) % 11 == 0;
}
