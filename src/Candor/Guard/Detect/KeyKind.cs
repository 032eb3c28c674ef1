namespace Candor.Guard.Detect;

/// <summary>What a field's name, or the words before a value, say about the value.</summary>
[Flags]
enum KeyKind : ulong
{
    None = 0,
    Email = 1 << 0,
    Phone = 1 << 1,
    /// <summary>A person's name, said so plainly: <c>first_name</c>, <c>Nachname</c>.</summary>
    Name = 1 << 2,
    /// <summary><c>name</c> alone: a person's only beside other facts about a person.</summary>
    BareName = 1 << 3,
    /// <summary>Speaks of a person: <c>customer</c>, <c>patient</c>.</summary>
    Person = 1 << 4,
    Address = 1 << 5,
    GovernmentId = 1 << 6,
    Card = 1 << 7,
    Bank = 1 << 8,
    Birth = 1 << 9,
    HealthId = 1 << 10,
    Ip = 1 << 11,
    Location = 1 << 12,
    /// <summary>Whatever stands here is secret: <c>password</c>, <c>pin</c>, <c>cvv</c>.</summary>
    Secret = 1 << 13,
    /// <summary>Secret when it looks random: <c>token</c>, <c>sid</c>.</summary>
    Token = 1 << 14,
    /// <summary>Secret when it is long and random: <c>code</c>, <c>key</c>, <c>state</c>.</summary>
    MaybeToken = 1 << 15,
    FreeText = 1 << 16,
    UserId = 1 << 17,
    /// <summary>Meta's short matching keys <c>em</c>, <c>ph</c>, <c>fn</c>: an identity inside user data, or when the value is a hash.</summary>
    Short = 1 << 18,
    /// <summary>Holds matching data: <c>user_data</c>, <c>ud</c>, <c>udff</c>.</summary>
    UserData = 1 << 19,
    ClickId = 1 << 20,
    /// <summary>Numbers and codes of things: orders, products, positions, prices, times.</summary>
    Thing = 1 << 21,
    Version = 1 << 22,
    /// <summary>A fingerprint of a file or a change.</summary>
    Digest = 1 << 23,
    /// <summary>Turns a word into something about a field: <c>message_id</c>, <c>comment_count</c>.</summary>
    Neutral = 1 << 24,
    /// <summary>A name that says nothing: <c>input_1</c>, <c>field3</c>.</summary>
    Opaque = 1 << 25,
    /// <summary>Describes the <c>value</c> beside it: <c>label</c>, <c>autocomplete</c>.</summary>
    Label = 1 << 26,
    /// <summary>The words "name of": <c>name</c>, <c>nom</c>.</summary>
    NameWord = 1 << 27,
    /// <summary>Years lived.</summary>
    Age = 1 << 28,

    /// <summary>Greets: after it and a comma comes a name.</summary>
    Greeting = 1 << 29,

    /// <summary>A parameter of a page on which codes are redeemed: <c>/reset-password?code=…</c>.</summary>
    Redeems = 1 << 30,

    /// <summary>Names a device: <c>idfa</c>, <c>imei</c>.</summary>
    Device = 1UL << 31,

    /// <summary>A fact about one person; beside one of these a bare name is a person's.</summary>
    Identity = Email | Phone | Name | Address | GovernmentId | Card | Birth | HealthId,

    /// <summary>Asks for a look at the value even when its letters give no signal.</summary>
    Telling = Identity | BareName | Bank | Ip | Location | Secret | Token | MaybeToken | FreeText | UserId | Short | ClickId | Opaque | Age | Device,
}
