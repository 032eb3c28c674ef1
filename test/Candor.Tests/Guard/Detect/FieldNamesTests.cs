using Candor.Guard.Detect;

namespace Candor.Tests.Guard.Detect;

public sealed class FieldNamesTests
{
    [Theory]
    [InlineData("email")]
    [InlineData("userEmail")]
    [InlineData("E-MAIL")]
    [InlineData("customer[email]")]
    [InlineData("e-mailadres")]
    [InlineData("correo_electronico")]
    [InlineData("Correo electrónico")]
    [InlineData("billing.emailAddress")]
    public void EMailFieldsAreKnown(string name) => Assert.True(FieldNames.Classify(name).HasFlag(KeyKind.Email));

    [Theory]
    [InlineData("firstName")]
    [InlineData("first_name")]
    [InlineData("FIRST NAME")]
    [InlineData("Vorname")]
    [InlineData("prénom")]
    [InlineData("apellidos")]
    [InlineData("cognome")]
    [InlineData("sobrenome")]
    [InlineData("achternaam")]
    [InlineData("imię")]
    [InlineData("efternamn")]
    [InlineData("soyadı")]
    [InlineData("patientName")]
    [InlineData("cc-name")]
    public void NameFieldsAreKnownInTenLanguages(string name) => Assert.True(FieldNames.Classify(name).HasFlag(KeyKind.Name));

    [Theory]
    [InlineData("content_name")]
    [InlineData("productName")]
    [InlineData("file_name")]
    [InlineData("event_name")]
    [InlineData("campaign_name")]
    [InlineData("hostname")]
    public void NamesOfThingsAreNoPersonsNames(string name) => Assert.False(FieldNames.Classify(name).HasFlag(KeyKind.Name));

    [Theory]
    [InlineData("message_id")]
    [InlineData("comment_count")]
    [InlineData("error_message")]
    [InlineData("reason_code")]
    [InlineData("question_type")]
    public void FieldsAboutAMessageHoldNoMessage(string name) => Assert.False(FieldNames.Classify(name).HasFlag(KeyKind.FreeText));

    [Theory]
    [InlineData("message")]
    [InlineData("Your Message")]
    [InlineData("reason-for-visit")]
    [InlineData("kommentar")]
    [InlineData("wiadomość")]
    public void FieldsForFreeTextAreKnown(string name) => Assert.True(FieldNames.Classify(name).HasFlag(KeyKind.FreeText));

    [Fact]
    public void RememberingANameChangesNothing()
    {
        foreach (var name in (string[])["email", "x", "first_name", "content_name"])
            Assert.Equal(FieldNames.Classify(name), FieldNames.Classify(name));
    }

    [Fact]
    public void AVocabularyWithABrokenLineIsRefusedWithItsNumber() =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => Vocabulary.Parse("email: a b\nno kind here\n")).Message, StringComparison.Ordinal);
}
