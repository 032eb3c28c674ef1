// Writes THIRD-PARTY-NOTICES.md from what the program carries: its NuGet packages and the npm packages it takes data and scripts from.
// `--check` fails when the committed file is not current. Needs a restored project and node_modules.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../', import.meta.url).pathname;
const file = join(root, 'THIRD-PARTY-NOTICES.md');
const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
const byName = (a, b) => a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1;

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What is published: every package the project asks for and what those ask for, less the ones that only build it. */
function shipped() {
  const project = readFileSync(join(root, 'src/Candor/Candor.csproj'), 'utf8');
  const props = readFileSync(join(root, 'Directory.Build.props'), 'utf8');
  const buildOnly = new Set([...(project + props).matchAll(/<PackageReference Include="([^"]+)"[^>]*PrivateAssets="all"/g)].map(m => m[1]));
  const lock = json('src/Candor/packages.lock.json').dependencies['net10.0'];
  const found = new Map();
  const visit = name => {
    const key = Object.keys(lock).find(k => k.toLowerCase() === name.toLowerCase());
    if (!key || found.has(key)) return;
    found.set(key, lock[key].resolved);
    Object.keys(lock[key].dependencies ?? {}).forEach(visit);
  };
  Object.entries(lock).filter(([name, p]) => p.type === 'Direct' && !buildOnly.has(name)).forEach(([name]) => visit(name));
  return [...found].map(([name, version]) => nuget(name, version));
}

function nuget(name, version) {
  const folder = join(process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget/packages'), name.toLowerCase(), version);
  const spec = readFileSync(join(folder, `${name.toLowerCase()}.nuspec`), 'utf8');
  const tag = t => spec.match(new RegExp(`<${t}[^>]*>([^<]*)</${t}>`))?.[1]?.trim();
  const kind = spec.match(/<license type="([^"]+)"/)?.[1];
  const texts = readdirSync(folder).filter(f => /^(licen[cs]e|notice)/i.test(f)).sort().map(f => read(join(folder, f)));
  return {
    name, version, texts,
    licence: kind === 'expression' ? tag('license') : texts[0]?.split('\n', 1)[0] ?? `see ${tag('licenseUrl')}`,
    copyright: tag('copyright') ?? `Copyright (c) ${tag('authors')}`,
    url: tag('projectUrl') ?? `https://www.nuget.org/packages/${name}`,
  };
}

function npm(name) {
  const folder = join(root, 'node_modules', name);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const author = about.author?.name ?? about.author;
  return {
    name, version: about.version, licence: about.license ?? about.licenses?.map(l => l.type).join(', '),
    texts: readdirSync(folder).filter(f => /^(licen[cs]e|copying|notice)/i.test(f)).sort().map(f => read(join(folder, f))),
    copyright: author ? `Copyright (c) ${author.replace(/\s*[<(].*$/, '')}` : `Copyright (c) the authors of ${name}`,
    url: about.homepage ?? `https://www.npmjs.com/package/${name}`,
  };
}

const read = path => readFileSync(path, 'utf8').replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').trim();

const seen = new Map();

/** Each text once; further packages with the same one refer to the first. */
function quote(text, owner) {
  if (seen.has(text)) return `Licence text: as for ${seen.get(text)}.`;
  seen.set(text, owner);
  return '```\n' + text.replaceAll('```', "'''") + '\n```';
}

function section(p) {
  const text = p.texts.length ? p.texts.map(t => quote(t, p.name)).join('\n\n')
    : p.licence === 'MIT' ? `${p.copyright}. MIT licence, text at the end.` : `${p.copyright}. ${p.licence}${p.licence === 'Apache-2.0' ? ', text in LICENSE' : ''}.`;
  return `### ${p.name} ${p.version}\n\n${p.licence} · ${p.url}\n\n${text}\n`;
}

/** Lists under data/: each in the words of its manifest. */
const lists = json('data/manifest.json').lists.map(l => `### ${l.name} ${l.version}\n\n${l.licence} · ${l.source}\n\n${l.attribution}. The file is \`${l.file}\`${l.licence === 'MPL-2.0' ? '; licence text: https://mozilla.org/MPL/2.0/' : l.licence === 'CC-BY-SA-3.0' ? '; licence text: https://creativecommons.org/licenses/by-sa/3.0/legalcode' : ''}.\n`);

const packages = shipped().sort(byName);
const data = Object.keys(json('package.json').dependencies).map(npm).sort(byName);
const text = `# Third-party notices

Candor carries the work of others. Written by \`node tools/notices.mjs\`; do not edit.

## .NET packages

${packages.map(section).join('\n')}
## From npm: data files and scripts

${data.map(section).join('\n')}
## Lists

${lists.join('\n')}
## The MIT licence

${mit}
`;

if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error('THIRD-PARTY-NOTICES.md is not what the packages say. Run: node tools/notices.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
  console.log(`${packages.length} .NET packages, ${data.length} from npm`);
}
