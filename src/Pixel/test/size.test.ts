import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PIXEL } from './support/pixel.ts';

test('TheCommittedScriptIsWhatTheSourceBuilds', () => {
  const { status, stderr } = spawnSync(process.execPath, [PIXEL + 'build.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});

test('TheScriptStaysWithinFiveKilobytes', () => {
  assert.ok(gzipSync(readFileSync(PIXEL + 'dist/candor.js'), { level: 9 }).length <= 5 * 1024);
  assert.ok(readFileSync(PIXEL + 'dist/stub.js').length <= 400);
});

test('TheScriptNeedsNoEvalAndNoMarkup', () => {
  assert.doesNotMatch(readFileSync(PIXEL + 'dist/candor.js', 'utf8'), /\beval\b|new Function|innerHTML|outerHTML|document\.write|insertAdjacent|sourceMappingURL|\.value\b|querySelector\("input/);
});

test('TheDocumentedStubIsTheBuiltOne', () => {
  const built = readFileSync(PIXEL + 'dist/stub.js', 'utf8').trim();
  assert.ok(readFileSync(PIXEL + '../../docs/pixel.md', 'utf8').includes(`<script>${built}</script>`));
});
