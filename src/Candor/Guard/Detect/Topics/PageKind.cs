namespace Candor.Guard.Detect.Topics;

/// <summary>
/// What a page, a host or a text is, as its words say. The settings on the left make a topic likelier; the kinds on the right are where topics
/// are spoken of without telling anything about the reader.
/// </summary>
[Flags]
enum PageKind : uint
{
    None = 0,

    /// <summary>A hospital, practice, pharmacy, therapist, telehealth service.</summary>
    Care = 1 << 0,
    /// <summary>Where a patient has signed in, or answers questions about themselves.</summary>
    Portal = 1 << 1,
    /// <summary>Where times are booked.</summary>
    Booking = 1 << 2,
    Crisis = 1 << 3,
    StudentAid = 1 << 4,
    /// <summary>Tax, loans, debt, benefits.</summary>
    Money = 1 << 5,
    Law = 1 << 6,
    School = 1 << 7,
    Faith = 1 << 8,
    Party = 1 << 9,
    Union = 1 << 10,
    Sexuality = 1 << 11,
    Heritage = 1 << 12,
    Biometric = 1 << 13,
    Reproduction = 1 << 14,
    Addiction = 1 << 15,

    News = 1 << 16,
    Shop = 1 << 17,
    Docs = 1 << 18,
    Careers = 1 << 19,
    Government = 1 << 20,
    Entertainment = 1 << 21,
    /// <summary>Articles and lists of them: a publisher's, but a hospital's own are what it treats.</summary>
    Article = 1 << 22,

    /// <summary>A word beside which a condition is a subject or a thing: <c>zodiac</c>, <c>documentary</c>, <c>mug</c>. Counts within its own text only.</summary>
    Subject = 1 << 24,
    /// <summary>A product that only somebody with the condition buys: <c>test kit</c>, <c>tablets</c>.</summary>
    Medicine = 1 << 25,
    /// <summary>A part of a path that says nothing about what lies under it.</summary>
    Structure = 1 << 26,
    /// <summary>A part of a path under which lies what is sought: <c>conditions</c>, <c>doctors</c>.</summary>
    Root = 1 << 27,
    /// <summary>An answer or a measure of somebody's: <c>score</c>, <c>income</c>, <c>weeks</c>.</summary>
    Answer = 1 << 28,
    /// <summary>Names a professional: <c>dr</c>, <c>md</c>.</summary>
    Professional = 1 << 29,
    /// <summary>Who, where and when of a visit: <c>provider</c>, <c>department</c>, <c>slot</c>.</summary>
    Visit = 1 << 30,

    /// <summary>A search on such a host tells what its visitor suffers from.</summary>
    Searched = Care | Crisis,

    Settings = Care | Portal | Booking | Crisis | StudentAid | Money | Law | School | Faith | Party | Union | Sexuality | Heritage | Biometric | Reproduction | Addiction,
    Benign = News | Shop | Docs | Careers | Government | Entertainment | Article,
}
