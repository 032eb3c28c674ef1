import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuid7 } from '../src/uuid7.ts';

test('IdsAreVersionSevenAndCarryTheTime', () => {
  const before = Date.now();
  const ids = Array.from({ length: 2000 }, uuid7);
  for (const id of ids) {
    assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const time = parseInt(id.replace('-', '').slice(0, 12), 16);
    assert.ok(time >= before && time <= Date.now());
  }
  assert.equal(new Set(ids).size, ids.length);
});
