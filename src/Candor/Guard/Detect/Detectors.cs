using Candor.Guard.Detect.Topics;

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
        new BrazilCnpj(),
        new MexicoCurp(),
        new IndiaAadhaar(),
        new PolandPesel(),
        new NetherlandsBsn(),
        new SwedenPersonnummer(),
        new SwitzerlandAhv(),
        new BelgiumNationalNumber(),
        new FinlandHetu(),
        new TurkeyTckn(),
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

    /// <summary>Every topic, the more specific before the more general: where a text tells two, the first one marks it.</summary>
    public static IReadOnlyList<TopicRule> Topics { get; } =
    [
        new(Category.Crisis, PageKind.Crisis | PageKind.Care, Home: PageKind.Crisis),
        new(Category.Reproductive, PageKind.Care | PageKind.Reproduction, Home: PageKind.Reproduction),
        new(Category.Sexuality, PageKind.Sexuality | PageKind.Care, Home: PageKind.Sexuality),
        new(Category.Substance, PageKind.Care | PageKind.Crisis | PageKind.Addiction, Home: PageKind.Addiction),
        new(Category.Biometric, PageKind.Biometric, Home: PageKind.Biometric),
        new(Category.Ethnicity, PageKind.Heritage, Home: PageKind.Heritage),
        new(Category.Religion, PageKind.Faith, Home: PageKind.Faith, Events: ["Donate", "Subscribe"]),
        new(Category.Politics, PageKind.Party, Home: PageKind.Party, Broad: true, Events: ["Donate", "Subscribe"]),
        new(Category.Union, PageKind.Union, Home: PageKind.Union, Events: ["SubmitApplication"]),
        new(Category.StudentAid, PageKind.StudentAid, Home: PageKind.StudentAid, Events: ["SubmitApplication"]),
        new(Category.Children, PageKind.School, Home: PageKind.School, Broad: true),
        new(Category.Legal, PageKind.Law, Home: PageKind.Law, Events: ["Contact", "SubmitApplication"]),
        new(Category.Finance, PageKind.Money, Home: PageKind.Money, Broad: true, Events: ["SubmitApplication"]),
        new(Category.Health, PageKind.Care, Home: PageKind.Care, Acts: PageKind.Portal, Implied: [Category.Reproductive, Category.Substance, Category.Crisis]),
        new(Category.Appointment, PageKind.Care | PageKind.Professional, Acts: PageKind.Booking, OnlyActs: true, Implied: [Category.Health, Category.Reproductive, Category.Substance, Category.Crisis], Events: ["Schedule"]),
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
