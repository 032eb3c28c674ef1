// Bundles the tests (Node does not read TypeScript before 22) and runs them: `npm run pixel:test [-- redact browser]`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';

const here = new URL('./', import.meta.url).pathname;
const out = new URL('../../../artifacts/pixel-test/', import.meta.url).pathname;
const wanted = process.argv.slice(2);
const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts') && (!wanted.length || wanted.some((part) => name.includes(part))));

rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => here + name),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  external: ['playwright-core'],
  sourcemap: 'inline',
  define: { PIXEL_FOLDER: JSON.stringify(new URL('../', import.meta.url).pathname) },
});
const files = tests.map((name) => out + name.replace(/ts$/, 'mjs'));
const { status } = spawnSync(process.execPath, ['--test', '--enable-source-maps', ...files], { stdio: 'inherit' });
process.exitCode = status ?? 1;
