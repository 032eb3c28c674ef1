using Candor.Audit;
using Candor.Audit.Vendors;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Vendors;

/// <summary>
/// For each vendor messages of the shape that its script sends: who, which account, which event, which page, and one field in words.
/// Accounts and people are made up.
/// </summary>
public sealed class VendorWireTests
{
    const string Hash = "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d";
    const string Page = "https://shop.example.org/book";
    const string P = "https%3A%2F%2Fshop.example.org%2Fbook";

    [Theory]
    [InlineData("Meta", "https://www.facebook.com/tr/?id=123456789&ev=ViewContent&dl=" + P + "&rl=&if=false&ts=1700000000000&cd[content_name]=Room&sw=1440&sh=900&v=2.9.241&r=stable&ec=0&o=4126&fbp=fb.1.1.2&it=1&coo=false&udff[em]=" + Hash, "123456789", "ViewContent", "udff[em]|email|Personal|sha256")]
    [InlineData("Google", "https://www.google-analytics.com/g/collect?v=2&tid=G-ABC123&gtm=45je&_p=1&cid=1.2&ul=en&sr=1440x900&_s=1&sid=1&sct=1&seg=0&dl=" + P + "&dt=Book&en=page_view&_fv=1&uid=u77", "G-ABC123", "page_view", "dt|page title|Content|plain")]
    [InlineData("Google", "https://www.google-analytics.com/collect?v=1&_v=j96&a=1&t=event&_s=1&dl=" + P + "&ul=en&de=UTF-8&dt=Book&ec=form&ea=submit&el=jane%40example.com&_u=AAC~&jid=&gjid=&cid=1.2&tid=UA-1-1&z=5", "UA-1-1", "submit", "el|event label with email|Personal|plain")]
    [InlineData("Google", "https://googleads.g.doubleclick.net/pagead/viewthroughconversion/987654/?random=1&cv=11&fst=1&bg=ffffff&guid=ON&url=" + P + "&tiba=Book&auid=1.2&data=event%3Dpage_view", "987654", "remarketing", "url|page address|Content|plain")]
    [InlineData("Google", "https://www.google.com/pagead/1p-conversion/987654/?random=1&cv=11&url=" + P + "&label=abc&em=tv.1~em.jIe0ic41zy4vOfgOKCyy6ASTKlaiE5g-7rQoQH1DtS0", "987654", "conversion", "em.email|email|Personal|sha256")]
    [InlineData("Google", "https://1234567.fls.doubleclick.net/activityi;src=1234567;type=book;cat=appt0;ord=1;u1=Shoes;~oref=" + P + "?", "1234567", "appt0", "cat|activity|Content|plain")]
    [InlineData("TikTok", "https://analytics.tiktok.com/api/v1/pixel?sdkid=CABC&event=Pageview&url=" + P, "CABC", "Pageview", "sdkid||Technical|plain")]
    [InlineData("Snap", "https://tr.snapchat.com/p?pid=aaaa-bbbb&ev=PAGE_VIEW&pl=" + P + "&ts=1700000000000&u_c1=x&u_hem=" + Hash, "aaaa-bbbb", "PAGE_VIEW", "u_hem|email|Personal|sha256")]
    [InlineData("Pinterest", "https://ct.pinterest.com/v3/?tid=2612&event=pagevisit&ed=%7B%22search_query%22%3A%22knee%22%7D&pd=%7B%22em%22%3A%22" + Hash + "%22%7D&ad=%7B%22loc%22%3A%22" + P + "%22%2C%22sh%22%3A900%7D&cb=1", "2612", "pagevisit", "pd.em|email|Personal|sha256")]
    [InlineData("LinkedIn", "https://px.ads.linkedin.com/collect?v=2&fmt=js&pid=4321&time=1700000000000&conversionId=555&url=" + P, "4321", "555", "url|page address|Content|plain")]
    [InlineData("X", "https://analytics.twitter.com/i/adsct?bci=1&eci=2&event_id=ab&events=%5B%5B%22pageview%22%2C%7B%7D%5D%5D&integration=advertiser&p_id=Twitter&p_user_id=0&pl_id=cd&tw_document_href=" + P + "&tw_iframe_status=0&txn_id=o1abc&type=javascript&version=2.3.29", "o1abc", "pageview", "tw_document_href|page address|Content|plain")]
    [InlineData("Microsoft", "https://bat.bing.com/action/0?ti=5550001&Ver=2&mid=m1&sid=s&vid=v&vids=0&pi=0&lg=en-US&sw=1440&sh=900&sc=24&tl=Book&p=" + P + "&r=&lt=500&evt=pageLoad&sv=1&rn=1", "5550001", "page view", "tl|page title|Content|plain")]
    [InlineData("Reddit", "https://alb.reddit.com/rp.gif?ts=1700000000000&id=t2_abc&event=Lead&m.conversionId=1&uuid=u&em=" + Hash + "&dl=" + P, "t2_abc", "Lead", "em|email|Personal|sha256")]
    [InlineData("Criteo", "https://sslwidget.criteo.com/event?a=4567&v=5.8.0&p0=e%3Dexd%26site_type%3Dd&p1=e%3Dvp%26p%3DSKU1%26m%3D" + Hash + "&p2=e%3Ddis&adce=1&fu=" + P + "&tld=example.org", "4567", "viewProduct", "p1.m|email|Personal|sha256")]
    [InlineData("Hotjar", "https://in.hotjar.com/api/v2/client/sites/77/visit-data?url=" + P, "77", "recording", "url|page address|Content|plain")]
    [InlineData("FullStory", "https://rs.fullstory.com/rec/bundle?OrgId=ABC&UserId=1&SessionId=2&PageId=3&Seq=1&Url=" + P, "ABC", "recording", "OrgId|account id|Identifier|plain")]
    [InlineData("Mouseflow", "https://o2.mouseflow.com/init?w=aaaa&s=bbbb&p=cccc&url=" + P + "&title=Book", "aaaa", "recording", "title|page title|Content|plain")]
    [InlineData("Matomo", "https://stats.matomo.cloud/matomo.php?action_name=Book&idsite=3&rec=1&r=1&h=8&m=1&s=1&url=" + P + "&_id=abc&_idn=1&pv_id=Ab1&uid=jane%40example.com", "3", "Book", "uid|email|Personal|plain")]
    [InlineData("Plausible", "https://plausible.io/api/event?n=pageview&u=" + P + "&d=shop.example.org", "shop.example.org", "pageview", "u|page address|Content|plain")]
    [InlineData("PostHog", "https://us.i.posthog.com/e/?data=eyJldmVudCI6IiRwYWdldmlldyIsInByb3BlcnRpZXMiOnsidG9rZW4iOiJwaGNfMSIsIiRjdXJyZW50X3VybCI6Imh0dHBzOi8vc2hvcC5leGFtcGxlLm9yZy9ib29rIiwiZGlzdGluY3RfaWQiOiJqYW5lQGV4YW1wbGUuY29tIn19%3D&ver=1", "phc_1", "$pageview", "properties.distinct_id|email|Personal|base64")]
    [InlineData("Segment", "https://api.segment.io/v1/pixel/page?writeKey=wk&anonymousId=a&event=Viewed&url=" + P, "wk", "Viewed", "anonymousId|browser id|Identifier|plain")]
    [InlineData("Adobe", "https://acme.sc.omtrdc.net/b/ss/acmeprod/1/JS-2.22/s123?AQB=1&ndh=1&pf=1&t=25%2F10%2F2026&mid=1&ce=UTF-8&pageName=Book&g=" + P + "&cc=USD&ch=shop&events=event1&v5=shoes&pe=lnk_o&pev2=Book%20now&AQE=1", "acmeprod", "Book now", "pev2|button text|Content|plain")]
    [InlineData("HubSpot", "https://track.hubspot.com/__ptq.gif?k=1&sd=1440x900&cd=24-bit&cs=UTF-8&ln=en&bfp=1&v=1.1&a=99887&pu=" + P + "&t=Book&cts=1&vi=v&nc=true&u=1&b=2", "99887", "page view", "t|page title|Content|plain")]
    [InlineData("Yandex", "https://mc.yandex.ru/watch/445566?wmode=7&page-url=" + P + "&charset=utf-8&browser-info=pv%3A1%3Avf%3Aabc&t=gdpr(14)&rn=7", "445566", "hit", "page-url|page address|Content|plain")]
    [InlineData("Amazon", "https://s.amazon-adsystem.com/iu3?pid=ab-12&event=Lead&ts=1&url=" + P, "ab-12", "Lead", "url|page address|Content|plain")]
    [InlineData("Quora", "https://q.quora.com/_/ad/0123abc/pixel?j=Purchase&u=" + P + "&tag=Purchase&ts=1&he=" + Hash, "0123abc", "Purchase", "he|email|Personal|sha256")]
    [InlineData("Taboola", "https://trc.taboola.com/1234567/log/3/unip?en=page_view&item-url=" + P + "&ui=u&vi=v&tim=8%3A00", "1234567", "page_view", "item-url|page address|Content|plain")]
    [InlineData("Outbrain", "https://tr.outbrain.com/unifiedPixel?optOut=false&bust=1&tagVersion=1&name=PAGE_VIEW&dl=" + P + "&g=1&marketerId=00ab&obApiVersion=1.1", "00ab", "PAGE_VIEW", "dl|page address|Content|plain")]
    public void AGetIsNamedWithItsAccountItsEventAndItsFields(string vendor, string url, string account, string name, string field) =>
        Holds(new Har().Document(Page).Get(url).Sent(), vendor, account, name, field);

    [Theory]
    [InlineData("Meta", "https://www.facebook.com/tr/", "application/x-www-form-urlencoded", "id=123456789&ev=SubscribedButtonClick&dl=" + P + "&cd%5BbuttonFeatures%5D=%7B%22innerText%22%3A%22Order again%22%2C%22destination%22%3A%22%22%7D&cd%5BbuttonText%5D=Order again&ts=1", "123456789", "SubscribedButtonClick", "cd[buttonFeatures].innerText|button text|Content|plain")]
    [InlineData("Google", "https://region1.google-analytics.com/g/collect?v=2&tid=G-ABC123&cid=1.2&_p=1&_s=1&dl=" + P, "text/plain;charset=UTF-8", "en=form_submit&ep.form_id=f&ep.first_field_name=email", "G-ABC123", "form_submit", "ep.first_field_name|form field names|Technical|plain")]
    [InlineData("Google", "https://www.google-analytics.com/mp/collect?measurement_id=G-ABC123&api_secret=s", "application/json", """{"client_id":"1.2","user_data":{"sha256_email_address":["8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d"]},"events":[{"name":"purchase","params":{"page_location":"https://shop.example.org/book"}}]}""", "G-ABC123", "purchase", "user_data.sha256_email_address[0]|email|Personal|sha256")]
    [InlineData("TikTok", "https://analytics.tiktok.com/api/v2/pixel", "application/json", """{"event":"SubmitForm","event_id":"e1","context":{"pixel":{"code":"CABC"},"page":{"url":"https://shop.example.org/book","referrer":""},"user":{"email":"8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d","anonymous_id":"a"},"library":{"name":"pixel.js"}},"properties":{}}""", "CABC", "SubmitForm", "context.user.email|email|Personal|sha256")]
    [InlineData("Snap", "https://tr.snapchat.com/p", "application/x-www-form-urlencoded", "pid=aaaa-bbbb&ev=SIGN_UP&pl=" + P + "&ts=1&u_hem=" + Hash, "aaaa-bbbb", "SIGN_UP", "u_hem|email|Personal|sha256")]
    [InlineData("Pinterest", "https://ct.pinterest.com/v3/", "application/x-www-form-urlencoded", "tid=2612&event=lead&pd=%7B%22em%22%3A%22" + Hash + "%22%7D&ad=%7B%22loc%22%3A%22" + P + "%22%7D", "2612", "lead", "pd.em|email|Personal|sha256")]
    [InlineData("LinkedIn", "https://px.ads.linkedin.com/wa/", "text/plain", """{"pids":[4321],"scriptVersion":1,"time":1,"domain":"shop.example.org","url":"https://shop.example.org/book","pageTitle":"Book","signalType":"CLICK","href":"","domAttributes":{"elementSemanticType":null,"elementValue":"Request a quote","tagName":"BUTTON"}}""", "4321", "click", "domAttributes.elementValue|button text|Content|plain")]
    [InlineData("X", "https://analytics.twitter.com/i/adsct", "application/x-www-form-urlencoded", "txn_id=o1abc&events=%5B%5B%22Lead%22%2C%7B%22email_address%22%3A%22" + Hash + "%22%7D%5D%5D&tw_document_href=" + P, "o1abc", "Lead", "events[0][1].email_address|email|Personal|sha256")]
    [InlineData("Microsoft", "https://n.clarity.ms/collect", "text/plain", """{"e":["0.7.20",1,0,"abcdef1234","user1","sess1",1,0,"https://shop.example.org/book"],"a":[[10,1,2]],"p":[[5,0]]}""", "abcdef1234", "recording", "e[8]|page address|Content|plain")]
    [InlineData("Reddit", "https://ads-api.reddit.com/api/v2.0/conversions/events/t2_abc", "application/json", """{"events":[{"event_at":"2026-11-25","event_type":{"tracking_type":"Lead"},"user":{"email":"8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d"}}]}""", "t2_abc", "Lead", "user.email|email|Personal|sha256")]
    [InlineData("Criteo", "https://widget.us.criteo.com/event", "application/x-www-form-urlencoded", "a=4567&p0=e%3Dexd&p1=e%3Dvh&fu=" + P, "4567", "viewHome", "a|account id|Identifier|plain")]
    [InlineData("Hotjar", "https://content.hotjar.io/?site_id=77", "application/json", """{"site_id":77,"url":"https://shop.example.org/book","recording_token":"t"}""", "77", "recording", "site_id|site id|Identifier|plain")]
    [InlineData("FullStory", "https://rs.fullstory.com/rec/bundle?OrgId=ABC&Seq=1&Url=" + P, "text/plain", """{"Seq":1,"When":1,"Evts":[{"When":1,"Kind":2,"Args":["<p>"]}]}""", "ABC", "recording", "Evts[0].Args[0]|recording of the page|Content|plain")]
    [InlineData("Mouseflow", "https://eu.mouseflow.com/html?w=aaaa", "text/plain", "html=%3Chtml%3E&url=" + P, "aaaa", "recording", "html|recording of the page|Content|plain")]
    [InlineData("Matomo", "https://stats.matomo.cloud/matomo.php", "application/json", """{"requests":["?idsite=3&rec=1&e_c=form&e_a=submit&e_n=jane%40example.com&url=https%3A%2F%2Fshop.example.org%2Fbook"],"token_auth":"x"}""", "3", "submit", "e_n|event name with email|Personal|plain")]
    [InlineData("Plausible", "https://plausible.io/api/event", "text/plain", """{"n":"Call","u":"https://shop.example.org/book","d":"shop.example.org","r":null,"p":{"number":"main"}}""", "shop.example.org", "Call", "p.number|custom property|Content|plain")]
    [InlineData("PostHog", "https://us.i.posthog.com/batch/", "application/json", """{"api_key":"phc_1","batch":[{"event":"$autocapture","uuid":"u1","properties":{"$current_url":"https://shop.example.org/book","$el_text":"Call the desk"}}]}""", "phc_1", "$autocapture", "properties.$el_text|button text|Content|plain")]
    [InlineData("Segment", "https://api.segment.io/v1/i", "text/plain", """{"type":"identify","messageId":"m","writeKey":"wk","traits":{"email":"jane@example.com"},"context":{"page":{"url":"https://shop.example.org/book"}}}""", "wk", "identify", "traits.email|email|Personal|plain")]
    [InlineData("Adobe", "https://edge.adobedc.net/ee/v1/interact?configId=ds-1&requestId=r", "text/plain", """{"events":[{"xdm":{"eventType":"web.webinteraction.linkClicks","_id":"1","web":{"webPageDetails":{"URL":"https://shop.example.org/book"},"webInteraction":{"name":"Find a shop"}}}}],"meta":{}}""", "ds-1", "web.webinteraction.linkClicks", "xdm.web.webInteraction.name|button text|Content|plain")]
    [InlineData("HubSpot", "https://forms.hubspot.com/uploads/form/v2/99887/guid", "application/x-www-form-urlencoded", "firstname=Jane&email=jane%40example.com&message=I+need+help+soon&pageUrl=" + P, "99887", "form", "message|form content|Content|plain")]
    [InlineData("Yandex", "https://mc.yandex.ru/webvisor/445566?rn=7&page-url=" + P + "&wv-type=7", "application/octet-stream", "wv-data=abc", "445566", "recording", "wv-data|recording of the page|Content|plain")]
    [InlineData("Amazon", "https://c.amazon-adsystem.com/aat/amzn", "application/json", """{"tagId":"ab-12","event":"Lead","url":"https://shop.example.org/book","hashedRecords":[{"type":"email","record":"8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d"}]}""", "ab-12", "Lead", "hashedRecords[0].record|matching data|Personal|sha256")]
    [InlineData("Quora", "https://q.quora.com/_/ad/0123abc/pixel", "application/x-www-form-urlencoded", "j=Lead&u=" + P + "&he=" + Hash, "0123abc", "Lead", "he|email|Personal|sha256")]
    [InlineData("Taboola", "https://trc.taboola.com/1234567/log/3/unip", "application/x-www-form-urlencoded", "en=lead&item-url=" + P, "1234567", "lead", "en|event|Content|plain")]
    [InlineData("Outbrain", "https://tr.outbrain.com/unifiedPixel", "application/x-www-form-urlencoded", "name=Lead&marketerId=00ab&dl=" + P, "00ab", "Lead", "name|event|Content|plain")]
    public void APostIsNamedWithItsAccountItsEventAndItsFields(string vendor, string url, string type, string body, string account, string name, string field) =>
        Holds(new Har().Document(Page).Post(url, type, body).Sent(), vendor, account, name, field);

    [Fact]
    public void UnknownKeysAreListedAndNeverDropped()
    {
        var sent = new Har().Document(Page).Get("https://www.facebook.com/tr/?id=1&ev=PageView&brandnew=17&other[deep]=x").Sent();

        Assert.Contains(sent.Fields, f => f is { Name: "brandnew", Meaning: "", Value: "17" });
        Assert.Contains(sent.Fields, f => f is { Name: "other[deep]", Value: "x" });
    }

    [Fact]
    public void AVendorsWireOnAHostOfTheSiteIsKnownByItsShape()
    {
        var sent = new Har().Document(Page).Get("https://metrics.example.org/g/collect?v=2&tid=G-ABC123&cid=1.2&en=page_view&uid=jane%40example.com&dl=" + P).Sent();

        Assert.Equal(("Google", "G-ABC123", true), (sent.Vendor, sent.Account, sent.ThroughOwnHost));
    }

    [Fact]
    public void FetchingATrackersScriptIsNoEventAndNamesTheTracker()
    {
        var report = new Har().Document(Page).Get("https://connect.facebook.net/en_US/fbevents.js", e => e["_resourceType"] = "script").Audit();

        Assert.Empty(report.Transmissions);
        Assert.Equal(("Meta", "advertising"), (report.Trackers[0].Owner, report.Trackers[0].Category));
    }

    [Fact]
    public void AnUnknownTrackerIsReadForWhatItTells()
    {
        var sent = new Har().Document(Page).Post("https://collect.nobodyknows.net/v9/x", "application/json", """{"event":"submit","page_url":"https://shop.example.org/book","customer":{"email":"jane@example.com"},"message":"Please call before noon"}""").Sent();

        Assert.Equal(("nobodyknows.net", "submit", Page), (sent.Vendor, sent.Event, sent.Page));
        Assert.Contains(sent.Fields, f => f is { Name: "customer.email", Meaning: "email", Class: FieldClass.Personal });
        Assert.Contains(sent.Fields, f => f is { Name: "message", Meaning: Meaning.FormContent });
    }

    [Fact]
    public void EveryVendorsFileIsReadAndNoHostLeadsToTwoVendors()
    {
        var vendors = VendorCatalogue.Packaged.Vendors;

        Assert.True(vendors.Count >= 90, $"only {vendors.Count}");
        Assert.Equal(vendors.Count, vendors.Select(v => v.Name).Distinct().Count());
    }

    static void Holds(Transmission sent, string vendor, string account, string name, string field)
    {
        Assert.Equal((vendor, account, name), (sent.Vendor, sent.Account, sent.Event));
        Assert.Equal(Page, sent.Page);
        var found = sent.Fields.Select(f => $"{f.Name}|{f.Meaning}|{f.Class}|{f.Form}").ToList();
        Assert.Contains(field, found);
    }
}
