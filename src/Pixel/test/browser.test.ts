import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './support/browser.ts';
import { openSite, page, pause } from './support/site.ts';

// A real Chromium against a real server. What must not happen is waited for a quarter of a second.

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let context: BrowserContext;
let tab: Page;
let errors: string[];

before(async () => {
  site = await openSite();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  site.reset();
  site.pages['*'] = page(site);
  context = await browser.newContext();
  tab = await context.newPage();
  errors = [];
  tab.on('pageerror', (error) => errors.push(String(error)));
  tab.on('console', (message) => message.type() == 'error' && errors.push(message.text()));
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(errors.filter((text) => !/Failed to load resource|net::ERR/.test(text)), [], 'the page saw an error');
});

const open = (path = '/') => tab.goto(site.origin + path);
const run = (code: string) => tab.evaluate(code);
const quiet = () => pause(250);

test('APageViewCarriesEverythingTheWireAsks', async () => {
  await open('/doctors?utm_source=letter');
  await site.until(() => site.names().length);
  const [event] = site.events();
  assert.match(event!.id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.ok(Math.abs(event!.time - Date.now()) < 60_000 && event!.sent >= event!.time);
  const { id, time, sent, ...rest } = event!;
  assert.deepEqual(rest, {
    site: 's_test', name: 'PageView', url: site.origin + '/doctors?utm_source=letter', title: 'A page', referrer: '',
    props: {}, screen: '1280x720', language: 'en-US', source: 'pixel',
  });
  assert.equal(site.posts()[0]!.headers['content-type'], 'text/plain;charset=UTF-8');
  assert.deepEqual(await context.cookies(), []);
});

test('CallsBeforeLoadKeepTheirOrderAfterThePageView', async () => {
  site.pages['/'] = page(site, { before: "candor('track','Lead',{value:1});candor('trackCustom','Quote',{plan:'pro'})" });
  await open();
  await site.until(() => site.names().length == 3);
  assert.deepEqual(site.names(), ['PageView', 'Lead', 'Quote']);
  assert.deepEqual(site.named('Quote')[0]!.props, { plan: 'pro' });
});

test('ATagManagerMayAddTheScriptAndNameTheSite', async () => {
  site.pages['/'] = `<!doctype html><title>T</title><script>${site.stub};candor('init','s_late');
    const s=document.createElement('script');s.src='/candor.js';document.head.append(s)</script>`;
  await open();
  await site.until(() => site.names().length);
  assert.equal(site.events()[0]!.site, 's_late');
});

test('AddressesAreRedactedBeforeTheyLeave', async () => {
  site.pages['/u/jane@clinic.example/4f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e'] = page(site, {
    title: 'Knee pain for jane@clinic.example',
    before: "candor('track','Search',{search_string:'knee pain',path:location.pathname+location.search,n:3})",
  });
  await open('/u/jane@clinic.example/4f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e?q=knee+pain&fbclid=Ab1&utm_term=joe@x.example#top-secret');
  await site.until(() => site.names().length == 2);
  const bodies = site.posts().map((hit) => hit.body).join();
  assert.doesNotMatch(bodies, /jane|knee|Ab1|joe|4f1c2d|secret/i);
  const [view, search] = site.events();
  assert.equal(view!.url, site.origin + '/u/[email]/[token]?utm_term=[email]');
  assert.equal(view!.title, '[removed] for [email]');
  assert.equal(search!.props.search_string, '[removed]');
  assert.equal(search!.props.n, 3);
});

test('ASinglePageApplicationCountsEachAddressOnceWithItsLateTitle', async () => {
  await open('/');
  await site.until(() => site.views().length == 1);
  await run("history.pushState({}, '', '/a?session=1'); setTimeout(() => { document.title = 'Page A' }, 50)");
  await site.until(() => site.views().length == 2);
  await run("history.replaceState({}, '', '/a?session=2#x'); history.pushState({}, '', '/b')");
  await site.until(() => site.views().length == 3);
  await run('history.back()');
  await site.until(() => site.views().length == 4);
  await quiet();
  assert.deepEqual(site.views(), ['/', '/a', '/b', '/a']);
  const [, a, b] = site.named('PageView');
  assert.equal(a!.title, 'Page A');
  assert.equal(a!.referrer, '/');
  assert.equal(b!.referrer, '/a');
});

test('HistoryIsWatchedWithoutTheNavigationApiToo', async () => {
  await tab.addInitScript('delete Window.prototype.navigation; Object.defineProperty(window, "navigation", { value: undefined })');
  await open('/');
  await site.until(() => site.views().length == 1);
  await run("history.pushState({}, '', '/a')");
  await site.until(() => site.views().length == 2);
  await run("history.replaceState({}, '', '/b')");
  await site.until(() => site.views().length == 3);
  await run("history.pushState({}, '', '/c')");
  await site.until(() => site.views().length == 4);
  await run('history.back()');
  await site.until(() => site.views().length == 5);
  assert.deepEqual(site.views(), ['/', '/a', '/b', '/c', '/b']);
});

test('HashRoutesAreAddressesOnlyWhenConfigured', async () => {
  site.pages['/'] = page(site, { attributes: 'data-site="s_test" data-hash' });
  await open('/#/list');
  await site.until(() => site.views().length == 1);
  await run("location.hash = '#/item/joe@x.example?token=1'");
  await site.until(() => site.views().length == 2);
  assert.deepEqual(site.views(), ['/#/list', '/#/item/[email]']);
});

test('ComingBackFromTheBackForwardCacheIsOneMoreView', async () => {
  site.pages['/1'] = page(site, { body: '<a id="next" href="/2">2</a>' });
  await open('/1');
  await site.until(() => site.views().length == 1);
  await run("addEventListener('pageshow', (e) => { if (e.persisted) candor('track', 'Restored') }); document.querySelector('#next').click()");
  await site.until(() => site.views().length == 2);
  await run('setTimeout(() => history.back())');
  await site.until(() => site.named('Restored').length);
  await quiet();
  assert.deepEqual(site.views(), ['/1', '/2', '/1']);
  assert.equal(new Set(site.named('PageView').map((event) => event.id)).size, 3);
});

test('APrerenderedPageCountsWhenItIsShown', async () => {
  site.pages['/1'] = page(site, {
    body: '<a id="next" href="/2">2</a><script type="speculationrules">{"prerender":[{"urls":["/2","/3"],"eagerness":"immediate"}]}</script>',
  });
  await open('/1');
  await site.until(() => ['/2', '/3'].every((path) => site.hits.some((hit) => hit.path == path)), 'both prerendered');
  await pause(500);
  assert.deepEqual(site.views(), ['/1']);
  await run("setTimeout(() => document.querySelector('#next').click())");
  await site.until(() => site.views().length == 2);
  await quiet();
  assert.deepEqual(site.views(), ['/1', '/2']);
  assert.equal(site.hits.filter((hit) => hit.path == '/2').length, 1, 'the prerendered page was the one shown');
});

test('ABackgroundTabCountsWhenItIsFirstSeen', async () => {
  await tab.addInitScript("let hidden = true; Object.defineProperty(document, 'hidden', { get: () => hidden }); window.show = () => { hidden = false; document.dispatchEvent(new Event('visibilitychange')) }");
  await open();
  await quiet();
  assert.deepEqual(site.names(), []);
  await run('show()');
  await site.until(() => site.names().length);
  assert.deepEqual(site.names(), ['PageView']);
});

test('EngagementFollowsItsPageView', async () => {
  site.pages['/'] = page(site, { body: '<div style="height:5000px"></div>' });
  await open();
  await site.until(() => site.names().length);
  await run('scrollTo(0, 2500)');
  await pause(300);
  await tab.goto('about:blank');
  await site.until(() => site.named('Engagement').length);
  const [view] = site.named('PageView');
  const [engagement] = site.named('Engagement');
  const { page: of, engaged_ms, scroll } = engagement!.props as Record<string, number | string>;
  assert.equal(of, view!.id);
  assert.ok(Number(engaged_ms) >= 250 && Number(engaged_ms) < 20_000);
  assert.ok(Number(scroll) > 50 && Number(scroll) < 80, String(scroll));
  assert.equal(site.named('Engagement').length, 1);
});

test('OutboundClicksAndDownloadsLeaveTheirAddressAndNothingElse', async () => {
  site.pages['/'] = page(site, {
    body: `<a id="out" href="https://partner.example/offer?user=joe#x"><b>Secret label</b></a><a id="pdf" href="/files/form.PDF?t=1">F</a>
      <a id="in" href="/inside">I</a><a id="mail" href="mailto:joe@x.example">M</a><script>document.addEventListener('click', (e) => e.preventDefault())</script>`,
  });
  await open();
  await site.until(() => site.names().length);
  for (const id of ['out', 'pdf', 'in', 'mail']) await tab.click('#' + id);
  await site.until(() => site.names().length == 3);
  await quiet();
  assert.deepEqual(site.names(), ['PageView', 'OutboundClick', 'Download']);
  assert.deepEqual(site.named('OutboundClick')[0]!.props, { url: 'https://partner.example/offer' });
  assert.deepEqual(site.named('Download')[0]!.props, { url: site.origin + '/files/form.PDF', type: 'pdf' });
  assert.doesNotMatch(site.posts().map((hit) => hit.body).join(), /Secret|joe/);
});

test('TheConfigurationSwitchesFeaturesOff', async () => {
  site.config = { spa: false, outbound: false, downloads: [], engagement: false, query: ['tab'] };
  site.pages['/'] = page(site, { body: '<a id="out" href="https://partner.example/"></a><script>document.addEventListener("click", (e) => e.preventDefault())</script>' });
  await open('/?tab=2&utm_source=x');
  await site.until(() => site.names().length);
  await run("history.pushState({}, '', '/a'); document.querySelector('#out').click()");
  await pause(400);
  await tab.goto('about:blank');
  await quiet();
  assert.deepEqual(site.events().map((event) => [event.name, event.url]), [['PageView', site.origin + '/?tab=2']]);
});

test('RevokedMeansNoRequestAndNoCookie', async () => {
  await context.addCookies([{ name: '_candor', value: 'c.old', url: site.origin }]);
  site.pages['/'] = page(site, { before: "candor('consent','revoke')" });
  await open();
  await run("candor('track','Lead'); history.pushState({}, '', '/a')");
  await pause(600);
  await open('/second'); // no call here: the refusal is remembered
  await run("candor('track','Lead')");
  await quiet();
  assert.deepEqual(site.calls(), []);
  assert.deepEqual(await context.cookies(), []);
});

test('RevokingDropsWhatWaitedAndWhatFollows', async () => {
  site.pages['/'] = page(site, { attributes: 'data-site="s_test" data-consent="required"' });
  await open();
  await run("candor('track','Before'); candor('consent','revoke'); candor('track','During')");
  await quiet();
  assert.deepEqual(site.calls(), []);
  await run("candor('consent','grant'); candor('track','After')");
  await site.until(() => site.names().length == 2);
  assert.deepEqual(site.names().sort(), ['After', 'PageView']);
});

test('GrantReleasesWhatWasHeldInOrder', async () => {
  site.config = { consent: { analytics: 'required' } };
  await open();
  await run("candor('track','A'); candor('track','B')");
  await quiet();
  assert.deepEqual(site.posts(), []);
  await run("candor('track','C'); candor('consent','grant')");
  await site.until(() => site.names().length == 4);
  assert.deepEqual(site.names(), ['PageView', 'A', 'B', 'C']);
  assert.ok(site.events().every((event) => event.consent?.analytics && event.consent.ads));
});

test('ADefaultOfNoIsHeldUntilTheVisitorSaysYes', async () => {
  site.pages['/'] = page(site, { before: "candor('consent','revoke');candor('track','A')" });
  await open();
  await quiet();
  assert.deepEqual(site.calls(), []);
  await run("candor('consent','grant')");
  await site.until(() => site.names().length == 2);
  assert.deepEqual(site.names(), ['PageView', 'A']);
});

test('ClickIdsAndAdCookiesNeedAdsConsent', async () => {
  await context.addCookies([{ name: '_fbp', value: 'fb.1.1.2', url: site.origin }]);
  await open('/?fbclid=CliCk_1-x&gclid=G1');
  await site.until(() => site.names().length);
  await run("candor('consent',{analytics:true,ads:false}); candor('track','A')");
  await site.until(() => site.named('A').length);
  await run("candor('consent',{ads:true}); candor('track','B')");
  await site.until(() => site.named('B').length);
  const [view, a, b] = site.events();
  assert.equal(view!.user, undefined);
  assert.equal(a!.user, undefined);
  assert.deepEqual(a!.consent, { analytics: true, ads: false });
  assert.deepEqual({ ...b!.user, fbc: '' }, { gclid: 'G1', fbp: 'fb.1.1.2', fbc: '' });
  assert.match(b!.user!.fbc!, /^fb\.1\.\d{13}\.CliCk_1-x$/);
  assert.ok(site.events().every((event) => !/CliCk|G1/.test(event.url)));
});

test('GlobalPrivacyControlBeatsEveryConsent', async () => {
  await tab.addInitScript("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
  await context.addCookies([{ name: '_fbp', value: 'fb.1.1.2', url: site.origin }]);
  site.pages['/'] = page(site, { before: "candor('consent','grant');candor('identify',{em:'joe@x.example'})", src: site.elsewhere + '/candor.js' });
  await open('/?gclid=G1');
  await site.until(() => site.names().length);
  const [event] = site.events();
  assert.equal(event!.gpc, true);
  assert.deepEqual(event!.consent, { analytics: true, ads: false });
  assert.equal(event!.user, undefined);
  assert.equal(event!.visitor, undefined);
  assert.deepEqual((await context.cookies()).map((cookie) => cookie.name), ['_fbp']);
});

test('WithDoNotTrackTheCookieStaysInTheBrowser', async () => {
  await tab.addInitScript("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })");
  await context.addCookies([{ name: '_candor', value: 'c.own', url: site.origin }]);
  site.pages['/'] = page(site, { before: "candor('consent','grant')" });
  await open();
  await site.until(() => site.names().length);
  assert.equal(site.events()[0]!.gpc, true);
  assert.equal(site.posts()[0]!.headers.cookie, undefined);
});

test('ACollectorOnAnotherSiteGetsTheVisitorFromThePageAndNoCookies', async () => {
  site.pages['/'] = page(site, { src: site.elsewhere + '/candor.js', before: "candor('consent',{analytics:true,ads:false})" });
  await open();
  await site.until(() => site.names().length);
  const [cookie] = await context.cookies();
  assert.equal(cookie!.name, '_candor');
  assert.match(cookie!.value, /^c\.[\w-]{22}$/);
  assert.equal(site.events()[0]!.visitor, cookie!.value);
  assert.equal(site.posts()[0]!.headers.cookie, undefined);
  await run("candor('consent','revoke')");
  assert.deepEqual(await context.cookies(), []);
});

test('TheCookieTravelsToOurOwnSiteOnlyWithAnalyticsConsent', async () => {
  await context.addCookies([{ name: '_candor', value: 'c.own', url: site.origin }]);
  await open();
  await site.until(() => site.names().length);
  assert.equal(site.posts()[0]!.headers.cookie, undefined);
  await run("candor('consent',{analytics:true}); candor('track','A')");
  await site.until(() => site.named('A').length);
  assert.equal(site.posts()[1]!.headers.cookie, '_candor=c.own');
});

test('IdentifySendsHashesAndWithAdsConsentOnly', async () => {
  site.pages['/'] = page(site, { before: "candor('identify',{em:' John_Smith@gmail.com ',ph:'+1 (650) 555-1212',fn:'Mary',zz:'no'});candor('consent','grant');candor('track','Lead')" });
  await open();
  await site.until(() => site.named('Lead').length);
  for (const event of site.events()) {
    assert.deepEqual(event.user, {
      em: '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f',
      ph: 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176',
      fn: '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
    });
  }
});

test('AStrictPolicyWithIntegrityIsEnough', async () => {
  const digest = createHash('sha256').update(site.script);
  const integrity = 'sha256-' + digest.copy().digest('base64');
  const file = `/candor.${digest.digest('hex').slice(0, 8)}.js`;
  site.csp = `default-src 'none'; script-src '${integrity}'; connect-src ${site.elsewhere}; require-trusted-types-for 'script'`;
  site.pages['/'] = `<!doctype html><title>Strict</title><script async src="${site.elsewhere}${file}" integrity="${integrity}" crossorigin data-site="s_test"></script>`;
  await open();
  await site.until(() => site.names().length);
  assert.equal(site.events()[0]!.title, 'Strict');
});

test('APageThatFrozeAndPatchedItsBuiltinsIsLeftInPeace', async () => {
  site.pages['/'] = page(site, {
    before: `Array.prototype.toJSON = function () { return 'patched' }; Array.prototype.extra = 1; Object.prototype.extra2 = 2;
      delete Window.prototype.navigation;
      [Object, Array, Function, Promise, JSON, History, history, Document, Navigator, navigator, Storage].forEach((o) => { Object.freeze(o); o.prototype && Object.freeze(o.prototype) });
      Object.freeze(window.candor);`,
  });
  await open();
  await site.until(() => site.names().length);
  await run("candor('track','Lead',{value:3}); history.pushState({}, '', '/a'); candor('track',{}); candor('consent'); candor(); candor('identify'); candor('track','Loop',(()=>{const a={};a.a=a;return a})())");
  await site.until(() => site.named('Lead').length);
  assert.equal(site.named('Lead')[0]!.props.value, 3);
});

test('BlockedStorageAndMissingFetchStaySilent', async () => {
  await tab.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } }); Object.defineProperty(document, 'cookie', { get() { throw new Error('blocked') }, set() { throw new Error('blocked') } })");
  await open();
  await site.until(() => site.names().length);
  await run("candor('consent','grant'); candor('track','A'); window.fetch = undefined; candor('track','B'); candor('consent','revoke')");
  await quiet();
});

test('ACollectorThatWasDownGetsExactlyTheSameEventsLater', async () => {
  site.status = 0;
  await open();
  await run("candor('track','A')");
  await site.until(() => site.calls().length > 1);
  site.status = 503;
  site.retryAfter = '1';
  await site.until(() => site.posts().some((hit) => hit.body.includes('"A"')));
  const refused = site.posts().find((hit) => hit.body.includes('"A"'))!.body.split('\n').map((line) => JSON.parse(line).id as string);
  site.status = 204;
  await site.until(() => site.names().length == 2);
  await quiet();
  assert.deepEqual(site.events().map((event) => event.id), refused);
  assert.equal(site.posts().flatMap((hit) => hit.events).length, 2, 'once each');
});

test('ManyLargeEventsTravelInSeveralRequestsInOrder', async () => {
  await open();
  await site.until(() => site.names().length);
  await run("for (let i = 0; i < 30; i++) candor('track', 'E' + i, { text: '\u{1fa7a}'.repeat(1200) }); candor('track', 'TooLarge', { text: 'x'.repeat(70000) })");
  await site.until(() => site.names().length == 31);
  assert.deepEqual(site.names().slice(1), Array.from({ length: 30 }, (_, i) => 'E' + i));
  assert.ok(site.posts().every((hit) => Buffer.byteLength(hit.body) < 65_536));
});

test('ARefusedBodyIsNotSentAgain', async () => {
  site.status = 400;
  await open();
  await site.until(() => site.posts().length == 1);
  await pause(1500);
  assert.equal(site.posts().length, 1);
});

test('FastNavigationLosesNothing', async () => {
  await open();
  await site.until(() => site.names().length);
  await run("candor('track','Last'); location.href = '/next'");
  await site.until(() => site.views().length == 2);
  assert.deepEqual(site.names(), ['PageView', 'Last', 'PageView']);
});

test('AnFbqPageMovesByItsLoadersAddress', async () => {
  const loader = (src: string) => `!function(f,b,e,v,n,t,s){if(f.fbq)return;n=f.fbq=function(){n.callMethod?n.callMethod.apply(n,arguments):n.queue.push(arguments)};
    if(!f._fbq)f._fbq=n;n.push=n;n.loaded=!0;n.version='2.0';n.queue=[];t=b.createElement(e);t.async=!0;t.src=v;s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}
    (window,document,'script','${src}');`;
  site.pages['/'] = `<!doctype html><title>Shop</title><script>${loader(site.origin + '/candor.js?site=s_shop&fbq')}
    window.held = fbq; fbq('init','111',{em:'person@example.com'}); fbq('init','222'); fbq('track','PageView',{},{eventID:'pv-1'});
    fbq('track','Purchase',{value:9,currency:'EUR'},{eventID:'order-7'}); fbq('nonsense',1); fbq('trackSingle','111','Lead',{a:1}); fbq('trackSingle','222','Lead',{a:1});
    fbq('trackCustom','Quote',{plan:'pro'})</script>`;
  await open();
  await site.until(() => site.names().length == 4);
  await run("held('trackSingleCustom','111','Late',{},{eventID:'late-1'})");
  await site.until(() => site.names().length == 5);
  await quiet();
  assert.deepEqual(site.events().map((event) => [event.name, event.site]), ['PageView', 'Purchase', 'Lead', 'Quote', 'Late'].map((name) => [name, 's_shop']));
  assert.equal(site.named('PageView')[0]!.id, 'pv-1');
  assert.equal(site.named('Purchase')[0]!.id, 'order-7');
  assert.equal(site.named('Late')[0]!.id, 'late-1');
  assert.deepEqual(await run('[fbq.version, fbq.loaded, _fbq === fbq, fbq === held, typeof fbq.callMethod]'), ['2.0', true, true, true, 'function']);
});

test('FbqRevokeHoldsAndGrantReleases', async () => {
  site.pages['/'] = page(site, {
    attributes: 'data-site="s_test" data-fbq',
    before: "window.fbq=function(){fbq.queue.push(arguments)};fbq.queue=[];fbq('consent','revoke');fbq('init','1');fbq('track','PageView');fbq('track','Lead')",
  });
  await open();
  await quiet();
  assert.deepEqual(site.calls(), []);
  await run("fbq.callMethod('consent','grant')");
  await site.until(() => site.names().length == 2);
  assert.deepEqual(site.names(), ['PageView', 'Lead']);
});

test('TheConfigurationMaySwitchFbqOn', async () => {
  site.config = { fbq: true };
  site.pages['/'] = page(site, { before: "window.fbq=function(){fbq.queue.push(arguments)};fbq.queue=[];fbq('init','1');fbq('track','PageView',{},{eventID:'pv-9'});fbq('track','Lead')" });
  await open();
  await site.until(() => site.names().length == 2);
  await quiet();
  assert.deepEqual(site.events().map((event) => [event.name, event.id.slice(0, 4)]), [['PageView', 'pv-9'], ['Lead', site.named('Lead')[0]!.id.slice(0, 4)]]);
});

test('FormsAreNeverRead', async () => {
  site.pages['/'] = page(site, { body: '<form onsubmit="return false"><input id="a" name="email"><input id="b" type="password"><input id="c" autocomplete="one-time-code"><button>Send my secret</button></form>' });
  await open();
  await site.until(() => site.names().length);
  for (const [id, text] of [['a', 'plain words'], ['b', 'hunter2-hunter2'], ['c', '4711']]) await tab.fill('#' + id, text!);
  await run("document.querySelector('#b').type = 'text'");
  await tab.click('button');
  await run("candor('track','Done')");
  await site.until(() => site.named('Done').length);
  await tab.goto('about:blank');
  await quiet();
  assert.deepEqual(site.names(), ['PageView', 'Done']);
  assert.doesNotMatch(site.posts().map((hit) => hit.body).join(), /plain words|hunter2|"4711"|my secret/);
});

test('LoadedTwiceItCountsOnce', async () => {
  site.pages['/'] = page(site, { body: '<script async src="/candor.js" data-site="s_test"></script>' });
  await open();
  await site.until(() => site.names().length);
  await quiet();
  assert.deepEqual(site.names(), ['PageView']);
});
