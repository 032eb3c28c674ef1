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
}
