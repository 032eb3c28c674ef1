// Builds dist/candor.js and dist/stub.js, prints their sizes, and fails above the budget. `--check` fails when the committed files differ.
import { build } from 'esbuild';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const here = new URL('./', import.meta.url);
const check = process.argv.includes('--check');
const target = 'es2021';

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [new URL(entry, here).pathname],
    bundle: true,
    minify: true,
    mangleProps: /^_[a-z]/,
    reserveProps: /^_fbq$/,
    format: 'iife',
    target,
    charset: 'utf8',
    write: false,
    ...options,
  });
  return result.outputFiles[0].text.trim();
}

const outputs = [
  { name: 'candor.js', text: (await bundle('src/candor.ts')) + '\n', gzip: 5 * 1024 },
  { name: 'stub.js', text: (await bundle('src/stub.ts', { format: 'esm', target: 'es5' })) + '\n', raw: 400 },
];

let failed = false;
mkdirSync(new URL('dist', here), { recursive: true });
for (const { name, text, gzip, raw } of outputs) {
  const bytes = Buffer.from(text);
  const size = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  console.log(`${name}: ${size.raw} bytes, ${size.gzip} gzip, ${size.brotli} brotli`);
  if (size.gzip > gzip || size.raw > raw) {
    console.error(`${name} is over its budget of ${gzip ?? raw} bytes${gzip ? ' gzip' : ''}.`);
    failed = true;
  }
  const file = new URL(`dist/${name}`, here);
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`dist/${name} is not what src/ builds. Run: npm run pixel`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
