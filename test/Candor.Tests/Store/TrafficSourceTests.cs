using Candor.Store;

namespace Candor.Tests.Store;

public sealed class TrafficSourceTests
{
    [Theory]
    [InlineData("", "", "", "Direct")]
    [InlineData("example.org", "", "", "Direct")]
    [InlineData("shop.example.org", "", "", "Direct")]
    [InlineData("www.google.com", "", "Google", "Organic Search")]
    [InlineData("www.google.co.uk", "", "Google", "Organic Search")]
    [InlineData("www.google.evil.com", "", "google.evil.com", "Referral")]
    [InlineData("notgoogle.com", "", "notgoogle.com", "Referral")]
    [InlineData("mail.google.com", "", "Gmail", "Email")]
    [InlineData("gemini.google.com", "", "Gemini", "AI Assistants")]
    [InlineData("chatgpt.com", "", "ChatGPT", "AI Assistants")]
    [InlineData("", "utm_source=chatgpt.com", "ChatGPT", "AI Assistants")]
    [InlineData("www.perplexity.ai", "", "Perplexity", "AI Assistants")]
    [InlineData("l.facebook.com", "", "Facebook", "Organic Social")]
    [InlineData("l.facebook.com", "fbclid=x", "Facebook", "Organic Social")]
    [InlineData("t.co", "", "Twitter", "Organic Social")]
    [InlineData("m.youtube.com", "", "YouTube", "Organic Video")]
    [InlineData("blog.other.net", "", "blog.other.net", "Referral")]
    [InlineData("www.other.net", "", "other.net", "Referral")]
    [InlineData("www.google.com", "gclid=abc", "Google", "Paid Search")]
    [InlineData("", "gclid=abc", "Google", "Paid Search")]
    [InlineData("", "msclkid=abc", "Bing", "Paid Search")]
    [InlineData("", "notgclid=abc", "", "Direct")]
    [InlineData("", "utm_source=google&utm_medium=cpc", "Google", "Paid Search")]
    [InlineData("", "utm_source=FB&utm_medium=paid_social", "Facebook", "Paid Social")]
    [InlineData("", "utm_source=ig&utm_medium=social", "Instagram", "Organic Social")]
    [InlineData("", "utm_source=youtube&utm_medium=cpv", "YouTube", "Paid Video")]
    [InlineData("", "utm_source=site&utm_medium=banner", "site", "Display")]
    [InlineData("", "utm_source=site&utm_medium=cpm", "site", "Display")]
    [InlineData("", "utm_source=Newsletter&utm_medium=email", "newsletter", "Email")]
    [InlineData("", "utm_source=march%20mail&utm_medium=E-Mail", "march mail", "Email")]
    [InlineData("", "utm_source=bob&utm_medium=affiliate", "bob", "Affiliates")]
    [InlineData("", "utm_source=x&utm_medium=sms", "Twitter", "SMS")]
    [InlineData("", "utm_source=app&utm_medium=push", "app", "Push")]
    [InlineData("", "utm_source=mystery", "mystery", "Other")]
    [InlineData("", "utm_campaign=spring", "", "Other")]
    [InlineData("", "utm_source=google&utm_medium=organic", "Google", "Organic Search")]
    [InlineData("www.amazon.de", "", "Amazon", "Organic Shopping")]
    public void AVisitHasASourceAndAChannel(string referrer, string query, string source, string channel)
    {
        var from = TrafficSource.Of(referrer, "www.example.org", query);
        Assert.Equal((source, channel), (from.Source, from.Channel));
    }

    [Fact]
    public void CampaignValuesAreDecoded() =>
        Assert.Equal(new Campaign("a b", "c&d", "é", "+", ""), Campaign.Of("utm_source=a+b&utm_medium=c%26d&utm_campaign=%C3%A9&utm_term=%2B&utm_content=&other=1"));

    [Fact]
    public void ABrokenPercentCodeIsLeftAsItIs() => Assert.Equal("100%", Campaign.Of("utm_source=100%").Source);

    [Fact]
    public void InternalReferrersAreNoReferrers() => Assert.Equal("", TrafficSource.Of("www.example.org", "example.org", "utm_source=google").Referrer);
}
