import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, pause } from './support/site.ts';
import { context, open, quiet, run, site, tab, useStage } from './support/stage.ts';

// From a page's first view to its last: what is sent when.
useStage();

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

test('ASecondReportCarriesOnlyWhatWasLookedAtSinceTheFirst', async () => {
  await open();
  await site.until(() => site.names().length);
  await pause(400);
  await run("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); document.dispatchEvent(new Event('visibilitychange'))");
  await site.until(() => site.named('Engagement').length == 1);
  await run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
  await pause(400);
  await tab.goto('about:blank');
  await site.until(() => site.named('Engagement').length == 2);
  const [first, second] = site.named('Engagement').map((event) => event.props as Record<string, number | string>);
  const [view] = site.named('PageView');
  assert.deepEqual([first!.page, second!.page], [view!.id, view!.id]);
  const whole = site.named('Engagement').at(-1)!.time as number - (view!.time as number);
  assert.ok(Number(first!.engaged_ms) >= 300 && Number(second!.engaged_ms) >= 300);
  assert.ok(Number(first!.engaged_ms) + Number(second!.engaged_ms) <= whole + 100, `${first!.engaged_ms} + ${second!.engaged_ms} in ${whole}`);
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
