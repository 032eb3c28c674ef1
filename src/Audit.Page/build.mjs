// Builds what a visit of `candor audit` puts into pages: dist/hooks.js (watches the page from its own world) and dist/visitor.js (acts in a
// world apart). `--check` fails when the committed files differ.
import { build } from 'esbuild';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const check = process.argv.includes('--check');
mkdirSync(new URL('dist', here), { recursive: true });

for (const name of ['hooks', 'visitor']) {
  const result = await build({ entryPoints: [new URL(`src/${name}.ts`, here).pathname], bundle: true, minify: true, format: 'iife', target: 'es2022', charset: 'utf8', write: false });
  const text = result.outputFiles[0].text.trim() + '\n';
  const file = new URL(`dist/${name}.js`, here);
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`dist/${name}.js is not what src/ builds. Run: npm run audit-page`);
    process.exitCode = 1;
  }
}
