namespace Candor.Guard;

/// <summary>What Guard can take out of an event, by the names that verdicts, reports and the <c>removed</c> column use.</summary>
static class Category
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Name = "name";
    public const string Address = "address";
    public const string GovernmentId = "gov_id";
    public const string Card = "card";
    public const string Bank = "bank";
    public const string Birth = "dob";
    public const string HealthId = "health_id";
    public const string Ip = "ip";
    public const string HashedId = "hashed_id";
    public const string Credential = "credential";
    public const string Location = "location";
    public const string FreeText = "free_text";

    /// <summary>What tells who a person is, or lets one be found again.</summary>
    public static IReadOnlyList<string> Identities { get; } =
        [Email, Phone, Name, Address, GovernmentId, Card, Bank, Birth, HealthId, Ip, HashedId, Credential, Location, FreeText];

    // What a page or an act tells about a person.
    public const string Health = "health";
    public const string Reproductive = "reproductive";
    public const string Substance = "substance";
    public const string Sexuality = "sexuality";
    public const string Crisis = "crisis";
    public const string Appointment = "appointment";
    public const string StudentAid = "student_aid";
    public const string Children = "children";
    public const string Finance = "finance";
    public const string Legal = "legal";
    public const string Religion = "religion";
    public const string Politics = "politics";
    public const string Ethnicity = "ethnicity";
    public const string Union = "union";
    public const string Biometric = "biometric";

    public static IReadOnlyList<string> Topics { get; } =
        [Health, Reproductive, Substance, Sexuality, Crisis, Appointment, StudentAid, Children, Finance, Legal, Religion, Politics, Ethnicity, Union, Biometric];

    /// <summary>Kept only with a consent that was not given.</summary>
    public const string Consent = "consent";

    /// <summary>The owner's policy does not allow the property or parameter.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>The owner's policy does not allow the event.</summary>
    public const string EventNotAllowed = "event-not-allowed";

    /// <summary>Not JSON, or nested too deep: it cannot be examined, so it is not kept.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>What stands in the place of a removed value. No detector finds anything in a mark, which makes guarding idempotent.</summary>
    public static string Mark(string category) => category switch
    {
        Email => "[email]",
        Phone => "[phone]",
        Name => "[name]",
        Address => "[address]",
        GovernmentId => "[id]",
        Card => "[card]",
        Bank => "[bank]",
        Birth => "[date]",
        HealthId => "[health-id]",
        Ip => "[ip]",
        HashedId => "[hash]",
        Credential => "[token]",
        Location => "[location]",
        FreeText => "[text]",
        _ => TopicOf(category) is var topic and >= 0 ? TopicMarks[topic] : "[removed]",
    };

    static int TopicOf(string category)
    {
        for (var i = 0; i < Topics.Count; i++)
            if (Topics[i] == category)
                return i;
        return -1;
    }

    public static string TopicMark(int topic) => TopicMarks[topic];

    static readonly string[] TopicMarks = [.. Topics.Select(t => $"[{t}]")];

    /// <summary>The whole text is one of the marks.</summary>
    public static bool IsMark(ReadOnlySpan<char> text) =>
        text is ['[', .., ']'] && (IsIdentityMark(text) || IsTopicMark(text));

    /// <summary>The whole text is the mark of a topic.</summary>
    public static bool IsTopicMark(ReadOnlySpan<char> text) => TopicOfMark(text) >= 0;

    /// <summary>Which of <see cref="Topics"/> the text is the mark of; -1 for none.</summary>
    public static int TopicOfMark(ReadOnlySpan<char> text)
    {
        if (text is not ['[', .., ']'])
            return -1;
        for (var i = 0; i < TopicMarks.Length; i++)
            if (text.SequenceEqual(TopicMarks[i]))
                return i;
        return -1;
    }

    static bool IsIdentityMark(ReadOnlySpan<char> text) =>
        text is "[email]" or "[phone]" or "[name]" or "[address]" or "[id]" or "[card]" or "[bank]" or "[date]" or "[health-id]"
            or "[ip]" or "[hash]" or "[token]" or "[location]" or "[text]" or "[removed]";
}
