import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, pause } from './support/site.ts';
import { context, open, quiet, run, site, tab, useStage } from './support/stage.ts';

// What the visitor allows, and what then leaves.
useStage();

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
