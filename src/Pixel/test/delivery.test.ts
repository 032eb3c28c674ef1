import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pause } from './support/site.ts';
import { open, quiet, run, site, useStage } from './support/stage.ts';

// Every event arrives once, whatever the collector does.
useStage();

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
