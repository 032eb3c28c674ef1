import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { page } from './support/site.ts';
import { open, quiet, run, site, tab, useStage } from './support/stage.ts';

// The page that carries the script comes first, whatever it does.
useStage();

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
