// Fetches the lists that audits read into data/ and writes data/manifest.json: where each is from, its licence, its date and its SHA-256.
// `node tools/lists.mjs`. A list is data, kept apart from the code under its own licence; removing the file removes it from the program.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const data = new URL('../data/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'candor-lists-'));

function unpack(name, version) {
  const file = execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: folder, encoding: 'utf8' }).trim().split('\n').at(-1);
  execFileSync('tar', ['xzf', file], { cwd: folder });
  const to = join(folder, name.replace('/', '-'));
  execFileSync('mv', ['package', to], { cwd: folder });
  const published = JSON.parse(execFileSync('npm', ['view', name, 'time', '--json'], { encoding: 'utf8' }))[version];
  return { path: to, date: published.slice(0, 10) };
}

/** tldts packs the Public Suffix List into a trie of flat arrays; this walks it back into the list's own lines. */
async function publicSuffixes() {
  const { path, date } = unpack('tldts', '7.5.5');
  const script = join(folder, 'trie.mjs');
  writeFileSync(script, readFileSync(join(path, 'src/data/trie.ts'), 'utf8'));
  const trie = await import(pathToFileURL(script));
  const offsets = [];
  let offset = 0;
  for (let edge = 0; edge < trie.edgeLength.length; edge++) {
    offsets.push(offset);
    offset += trie.edgeLength[edge];
  }
  const lines = [];
  const walk = (node, suffix, mark) => {
    if (trie.nodeFlags[node] && suffix) lines.push(mark + suffix);
    for (let edge = trie.edgeStart[node]; edge < trie.edgeStart[node + 1]; edge++) {
      const label = trie.labelText.slice(offsets[edge], offsets[edge] + trie.edgeLength[edge]);
      walk(trie.edgeChild[edge], suffix ? `${label}.${suffix}` : label, mark);
    }
  };
  walk(trie.rulesRoot, '', '');
  walk(trie.exceptionsRoot, '', '!');
  lines.sort();
  return {
    file: 'public-suffixes.txt', name: 'Public Suffix List', source: 'https://publicsuffix.org/ (npm tldts 7.5.5)', version: '7.5.5', date, licence: 'MPL-2.0', attribution: 'Mozilla Foundation and contributors',
    text: '// Public Suffix List, https://publicsuffix.org/, Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/).\n' + lines.join('\n') + '\n',
  };
}

function owners() {
  const { path, date } = unpack('third-party-web', '0.30.0');
  const entities = JSON.parse(readFileSync(join(path, 'dist/entities-nostats.json'), 'utf8'));
  const lines = entities.map(e => [e.name, e.company ?? e.name, e.category ?? (e.categories ?? ['other'])[0], e.domains.join(' ')].map(t => t.replace(/[\t\n]/g, ' ')).join('\t'));
  return {
    file: 'owners.tsv', name: 'third-party-web', source: 'https://github.com/patrickhulce/third-party-web (npm 0.30.0)', version: '0.30.0', date, licence: 'MIT', attribution: 'Copyright (c) 2019 Patrick Hulce',
    text: 'entity\tcompany\tcategory\tdomains\n' + lines.join('\n') + '\n',
  };
}

function easyPrivacy() {
  const { path } = unpack('@themarkup/blacklight-collector', '3.11.0');
  const text = readFileSync(join(path, 'data/blocklists/easyprivacy.txt'), 'utf8');
  const [, year, month, day] = text.match(/^! Version: (\d{4})(\d\d)(\d\d)/m);
  return {
    file: 'easyprivacy.txt', name: 'EasyPrivacy', source: 'https://easylist.to/ (copy in npm @themarkup/blacklight-collector 3.11.0)', version: text.match(/^! Version: (\d+)/m)[1], date: `${year}-${month}-${day}`,
    licence: 'CC-BY-SA-3.0', attribution: 'The EasyList authors (https://easylist.to/), dual licensed GPL-3.0-or-later or CC BY-SA 3.0; taken under CC BY-SA 3.0, unchanged', text,
  };
}

try {
  const lists = [await publicSuffixes(), owners(), easyPrivacy()];
  for (const { file, text } of lists) writeFileSync(join(data, file), text);
  const manifest = lists.map(({ text, ...about }) => ({ ...about, sha256: createHash('sha256').update(text).digest('hex') }));
  writeFileSync(join(data, 'manifest.json'), JSON.stringify({ lists: manifest }, null, 2) + '\n');
  console.log(manifest.map(l => `${l.file} ${l.date}`).join('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
