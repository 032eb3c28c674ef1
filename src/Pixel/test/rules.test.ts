import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, open, quiet, run, site, useStage } from './support/stage.ts';

// The owner's rules that the page holds to by itself, as the configuration brings them.
useStage();

const portal: [string, string] = ['^/portal(/.*)?/?$', ''];
const booking: [string, string] = ['^/book(/.*)?/?$', '/book'];

test('OfAPageThatIsNotCountedNothingLeaves', async () => {
  site.config = { pages: [portal] };
  await open('/Portal/messages/17?utm_source=x');
  await run("candor('track','Lead',{doctor:'Osei'})");
  await quiet();
  assert.deepEqual(site.posts(), []);
  await run("history.pushState({}, '', '/news')");
  await site.until(() => site.names().length == 1);
  await open('/%70ortal/x');
  await quiet();
  assert.deepEqual(site.views(), ['/news']);
  assert.ok(!site.posts().some((hit) => /messages|Osei/.test(hit.body)));
});

test('AWholePageOfNothingIsNotTriedAgain', async () => {
  site.config = { pages: [portal] };
  await open('/portal');
  await quiet();
  await run("location.href = '/news'");
  await site.until(() => site.views().length);
  assert.deepEqual(site.views(), ['/news']);
  assert.equal(site.events()[0]!.referrer, '/');
});

test('ABarePageSaysOnlyItsPartOfTheSite', async () => {
  site.config = { pages: [booking] };
  await open('/book/dr-osei?reason=lump&utm_source=x#step-2');
  // Who leaves before the configuration is there leaves before the owner's rules are; the collector has them all the same.
  await site.until(() => site.names().length == 1);
  await run("candor('track','Schedule',{doctor:'Osei',value:80}); location.href = '/book/cardiology'");
  await site.until(() => site.names().length == 3);
  await run("location.href = '/news'");
  await site.until(() => site.names().length == 4);
  const [view, schedule, second, next] = site.events().filter((event) => event.name != 'Engagement');
  for (const event of [view!, schedule!, second!]) assert.deepEqual([event.url, event.title, event.props], [site.origin + '/book', '', {}]);
  assert.equal(second!.referrer, '/');
  assert.equal(next!.referrer, '/book');
  assert.ok(site.named('Engagement').every((event) => event.props.engaged_ms));
  assert.ok(!site.posts().some((hit) => /osei|lump/i.test(hit.body)));
});

test('ARouteInTheFragmentIsAPageToo', async () => {
  site.config = { pages: [portal] };
  await open('/app#!/portal/17?a=b');
  await quiet();
  assert.deepEqual(site.posts(), []);
});

test('EventsThatAreNotAllowedStayInThePage', async () => {
  site.config = { events: '^(Engagement|Lead|PageView)$' };
  await open();
  await run("candor('track','Diagnosis'); candor('track','Lead')");
  await site.until(() => site.names().length == 2);
  assert.ok(!site.posts().some((hit) => hit.body.includes('Diagnosis')));
});

test('RemovedFieldsStayInThePage', async () => {
  site.config = { remove: ['doctor'] };
  await open();
  await run("candor('track','Lead',{Doctor:'Osei',plan:'gold',contents:[{doctor:'Lind',id:1}]})");
  await site.until(() => site.named('Lead').length);
  assert.deepEqual(site.named('Lead')[0]!.props, { plan: 'gold', contents: [{ id: 1 }] });
});

test('OnAPageForNobodyThereIsNoIdentifierWhateverTheConsent', async () => {
  await context.addCookies([{ name: '_fbp', value: 'fb.1.1.2', url: site.origin }]);
  site.config = { nobody: '^/kids(/.*)?/?$' };
  await open('/kids/games?gclid=G1');
  await run("candor('consent','grant'); candor('track','Played')");
  await site.until(() => site.named('Played').length);
  assert.deepEqual(site.events().filter((event) => event.visitor || event.user), []);
  assert.deepEqual((await context.cookies()).map((cookie) => cookie.name), ['_fbp']);
  assert.equal(site.posts().at(-1)!.headers.cookie, undefined);
});
