using System.Buffers;
using Candor.Audit.Encodings;
using Candor.Audit.Vendors;
using Candor.Guard;
using Candor.Guard.Detect;

namespace Candor.Audit.Fields;

/// <summary>From a parameter to what it tells: the vendor's dictionary says what the key means, Guard's detectors what the value is.</summary>
static class FieldReader
{
    const KeyKind HashedKinds = KeyKind.Email | KeyKind.Phone | KeyKind.Name | KeyKind.Birth | KeyKind.Address | KeyKind.GovernmentId | KeyKind.HealthId | KeyKind.UserData;

    static readonly SearchValues<char> MaskSigns = SearchValues.Create("*#xX•.@-_ ()+");

    /// <summary>Fewer digits are no number that anybody can be called on.</summary>
    const int FewestPhoneDigits = 6;

    public static SentField Read(Parameter p, FieldDictionary dictionary, bool isKnownVendor)
    {
        var known = p.Carrier switch
        {
            Carrier.Referer => new FieldMeaning(FieldClass.Content, Meaning.PageAddress),
            Carrier.Cookie => dictionary.Find(p.Name) ?? new FieldMeaning(FieldClass.Identifier, "cookie"),
            _ => p.IsInner ? null : dictionary.Find(p.Name),
        };
        var key = KeyOf(p, known);
        var field = Judge(p, known, key, isKnownVendor);
        return field with { IsKnown = known is not null, Value = Cut(field.Value) };
    }

    static SentField Judge(Parameter p, FieldMeaning? known, KeyKind key, bool isKnownVendor)
    {
        var form = p.Chain.Length == 0 ? "plain" : p.Chain;
        var field = new SentField(p.Name, known?.Words ?? "", known?.Class ?? FieldClass.Technical, form, p.Text);
        if (p.Text.Length == 0)
            return field with { Class = field.Class == FieldClass.Personal ? FieldClass.Technical : field.Class };
        var isIdentity = known?.Class == FieldClass.Personal || (known is null && (key & HashedKinds) != 0);
        if (HashForm.Of(p.Text) is { } hash)
            return Fingerprint(field, hash, isIdentity, key);
        if (isIdentity && (Nobody.Why(p.Text) ?? Says(field, key)) is { } nobody)
            return field with { Class = FieldClass.Technical, Meaning = Named(field, key), Remark = nobody };
        if (field.Class == FieldClass.Personal)
            return Personal(field, key);
        return known is null ? Unknown(p, field, key, isKnownVendor) : Known(p, field, known);
    }

    static SentField Fingerprint(SentField field, string hash, bool isIdentity, KeyKind key)
    {
        if (Nobody.WhyHash(field.Value) is { } nobody)
            return field with { Class = FieldClass.Technical, Meaning = Named(field, key), Form = hash, Remark = nobody };
        // 32 hexadecimal digits are an MD5 or any random id; only the key tells.
        return isIdentity ? field with { Class = FieldClass.Personal, Meaning = Named(field, key), Form = hash, Categories = [Category.HashedId] }
            : field.Class == FieldClass.Technical ? field with { Class = FieldClass.Identifier } : field;
    }

    /// <summary>Why a plain value in a field for an identity is none; null when it may be one.</summary>
    static string? Says(SentField field, KeyKind key)
    {
        var value = field.Value;
        if ((key & KeyKind.Email) != 0 && !value.Contains('@', StringComparison.Ordinal) && !value.Contains("%40", StringComparison.Ordinal))
            return value.Contains('*', StringComparison.Ordinal) ? "masked by the page" : "holds no e-mail address: nobody's data";
        if ((key & KeyKind.Phone) != 0 && TextShape.Digits(value) < FewestPhoneDigits)
            return value.Contains('*', StringComparison.Ordinal) ? "masked by the page" : "holds no telephone number: nobody's data";
        return value.AsSpan().ContainsAny('*', '#', '•') && !value.AsSpan().ContainsAnyExcept(MaskSigns) ? "masked by the page" : null;
    }

    static SentField Personal(SentField field, KeyKind key)
    {
        var found = ValueReader.Classify(field.Name, field.Value, ofPerson: true);
        return field with { Meaning = Named(field, key), Categories = found.Count > 0 ? [.. found.Select(r => r.Category)] : [] };
    }

    static SentField Known(Parameter p, SentField field, FieldMeaning known)
    {
        // A number in a known technical key is what its key says; only an address or a card cannot be anything else.
        var isNarrow = known.Class is FieldClass.Technical or FieldClass.Identifier;
        var isOwnWords = known.Words is Meaning.PageTitle or Meaning.ButtonText or Meaning.LinkTarget or Meaning.PageAddress or Meaning.Referrer;
        var categories = ValueReader.Classify(isNarrow || isOwnWords ? "" : LastName(p.Name), WithoutQuery(field.Value))
            .Select(r => r.Category)
            .Where(c => isNarrow ? c is Category.Email or Category.Card : c is not (Category.Credential or Category.Ip or Category.FreeText) && !(isOwnWords && c is Category.Name or Category.Location))
            .Where(c => !(c == Category.Email && IsContactLink(field)))
            .ToList();
        return WithCategories(field, categories);
    }

    static SentField Unknown(Parameter p, SentField field, KeyKind key, bool isKnownVendor)
    {
        if (DecodeTree.IsAddress(field.Value))
            return WithCategories(field with { Class = FieldClass.Content, Meaning = AddressMeaning(p.Name) }, PersonalAndTopics("", WithoutQuery(field.Value)).Where(c => c is not (Category.Name or Category.Location)).ToList());
        if (Nobody.Why(field.Value) is { } nobody)
            return field with { Remark = nobody.Contains("placeholder", StringComparison.Ordinal) ? nobody : "" };
        var meaning = KeyWords.MeaningOf(p.Name) is { } likely && (likely != Meaning.SearchTerm || IsWorded(field.Value)) ? likely : null;
        var categories = PersonalAndTopics(LastName(p.Name), field.Value);
        if (meaning is not null)
            return WithCategories(field with { Class = FieldClass.Content, Meaning = meaning }, meaning is Meaning.PageTitle or Meaning.ButtonText ? categories.Where(c => c is not (Category.Name or Category.FreeText)).ToList() : categories);
        if (categories.Contains(Category.FreeText))
            return WithCategories(field with { Class = FieldClass.Content, Meaning = Meaning.FormContent }, categories.Where(c => c != Category.FreeText).ToList());
        if (categories.Count > 0)
            return WithCategories(field, categories);
        if (OpaqueValue.Of(p) is { } opaque && (!isKnownVendor || opaque.Bytes >= OpaqueValue.LeastForKnown))
            return field with { Form = Meaning.Opaque == field.Meaning ? field.Form : "opaque", Meaning = Meaning.Opaque, Remark = FormattableString.Invariant($"{opaque.Bytes} bytes, {opaque.Entropy:0.0} bits of entropy a byte") };
        return IsIdentifier(field.Value, key) ? field with { Class = FieldClass.Identifier } : field;
    }

    /// <summary>What stands in an address's query is read as fields of its own.</summary>
    static string WithoutQuery(string value) => DecodeTree.IsAddress(value) && value.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? value[..end] : value;

    /// <summary>Three letters in a row: <c>q=80</c> is a picture's quality.</summary>
    static bool IsWorded(string value)
    {
        var run = 0;
        foreach (var c in value)
            if ((run = char.IsLetter(c) ? run + 1 : 0) == 3)
                return true;
        return false;
    }

    static List<string> PersonalAndTopics(string name, string value) =>
        [.. ValueReader.Classify(name, value).Select(r => r.Category).Where(c => c is not (Category.Ip or Category.Credential or Category.Unreadable))];

    static SentField WithCategories(SentField field, List<string> categories)
    {
        if (categories.Count == 0)
            return field;
        if (categories.Find(c => !Category.Topics.Contains(c)) is { } personal)
            return field with { Class = FieldClass.Personal, Categories = categories, Meaning = field.Class == FieldClass.Content && field.Meaning.Length > 0 ? $"{field.Meaning} with {Meaning.Of(personal)}" : Meaning.Of(personal) };
        return field with { Class = FieldClass.Sensitive, Categories = categories };
    }

    /// <summary>The clinic's own address in a link that was clicked is the clinic's, not the visitor's.</summary>
    static bool IsContactLink(SentField field) => field.Meaning is Meaning.LinkTarget or Meaning.ButtonText && (field.Meaning == Meaning.ButtonText || field.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase));

    static string AddressMeaning(string name) =>
        name.Contains("ref", StringComparison.OrdinalIgnoreCase) ? Meaning.Referrer : Meaning.PageAddress;

    static KeyKind KeyOf(Parameter p, FieldMeaning? known)
    {
        var key = FieldNames.Classify(LastName(p.Name));
        return known?.Class == FieldClass.Personal ? FieldNames.Resolve(key, p.Name, ofPerson: true) | OfWords(known.Words) : FieldNames.Resolve(key, p.Name, ofPerson: IsAmongUserData(p.Name));
    }

    static KeyKind OfWords(string words) => words switch
    {
        "email" => KeyKind.Email,
        "phone" => KeyKind.Phone,
        _ => KeyKind.None,
    };

    static bool IsAmongUserData(string name) => (FieldNames.Classify(name) & KeyKind.UserData) != 0;

    static string Named(SentField field, KeyKind key) => field.Meaning.Length > 0 ? field.Meaning
        : (key & KeyKind.Email) != 0 ? "email"
        : (key & KeyKind.Phone) != 0 ? "phone"
        : (key & KeyKind.Birth) != 0 ? "date of birth"
        : (key & KeyKind.Name) != 0 ? "name"
        : (key & KeyKind.Address) != 0 ? "address"
        : (key & KeyKind.GovernmentId) != 0 ? "government id"
        : (key & KeyKind.HealthId) != 0 ? "health insurance or record number"
        : "hashed identity";

    static bool IsIdentifier(string value, KeyKind key) =>
        (key & (KeyKind.UserId | KeyKind.ClickId)) != 0 || TextShape.IsUuid(value) || (value.Length >= 16 && TextShape.IsRandom(value, 16));

    /// <summary>The last two words of the way, which are what names the value: <c>customer.email</c> of <c>events[0].customer.email</c>.</summary>
    static string LastName(string name)
    {
        var last = name.LastIndexOf('.');
        var before = last > 0 ? name.LastIndexOf('.', last - 1) : -1;
        var tail = name[(before + 1)..];
        return tail.LastIndexOfAny(['?', '#', '/']) is var inner and >= 0 ? tail[(inner + 1)..] : tail;
    }

    static string Cut(string value) => value.Length <= SentField.LongestValue ? value : value[..SentField.LongestValue];
}
