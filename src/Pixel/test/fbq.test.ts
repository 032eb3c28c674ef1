import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './support/site.ts';
import { open, quiet, run, site, useStage } from './support/stage.ts';

// A page written for fbq.
useStage();

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
