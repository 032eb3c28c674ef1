namespace Candor.Guard.Detect;

/// <summary>Every detector, in the order of precedence: where two find the same characters, the first one names them.</summary>
static class Detectors
{
    public static IReadOnlyList<NumberDetector> Numbers { get; } =
    [
        new PaymentCard(),
        new Iban(),
        new UsSocialSecurity(),
        new UsMedicareBeneficiary(),
        new UkNationalInsurance(),
        new UkNhsNumber(),
        new CanadaSocialInsurance(),
        new SpainDni(),
        new ItalyCodiceFiscale(),
        new FranceNir(),
        new GermanySteuerId(),
        new BrazilCpf(),
        new IndiaAadhaar(),
        new PolandPesel(),
        new NetherlandsBsn(),
        new SwedenPersonnummer(),
        new SwitzerlandAhv(),
        new BelgiumNationalNumber(),
    ];

    public static IReadOnlyList<Detector> All { get; } =
    [
        // By the field's name
        new FreeTextField(),
        new SecretField(),
        new GovernmentIdField(),
        new HealthIdField(),
        new CardField(),
        new BankField(),
        new BirthDate(),
        new HashedIdentity(),
        new PersonNameField(),
        new AddressField(),
        // By shape
        new EmailAddress(),
        new JsonWebToken(),
        new ApiKey(),
        new NumberScan(Numbers),
        new PhoneNumber(),
        new IpAddress(),
        new Coordinates(),
        new PersonNameInText(),
        new RandomToken(),
    ];

    /// <summary>The list with what decides on each, laid out flat.</summary>
    static readonly (Signals Needs, KeyKind Keys, int Shortest, Detector Detector)[] Plan = [.. All.Select(d => (d.Needs, d.Keys, d.Shortest, d))];

    public static void Find(in Leaf leaf, Hits hits)
    {
        foreach (ref readonly var step in Plan.AsSpan())
            if ((step.Keys & leaf.Key) != 0 || ((step.Needs & leaf.Signals) != 0 && leaf.Text.Length >= step.Shortest))
                step.Detector.Find(leaf, hits);
    }
}
