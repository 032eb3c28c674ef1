import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { encode } from '../src/encode.ts';
import { state, type Held } from '../src/state.ts';
import type { WireEvent } from '../src/wire.ts';
import { at } from './support/location.ts';
import { PIXEL } from './support/pixel.ts';

interface Case {
  name: string;
  body?: string;
  bodyBase64?: string;
  accept: boolean;
  status: number;
  events: Partial<WireEvent>[];
  errors?: { index: number; field?: string }[];
}

const folder = PIXEL + '../../test/wire/';
const cases = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => [file, JSON.parse(readFileSync(folder + file, 'utf8')) as Case] as const);
const sent = (file: string) => JSON.parse(cases.find(([name]) => name == file + '.json')![1].body!) as WireEvent;

test('EveryExampleIsWhole', () => {
  assert.ok(cases.length >= 20);
  for (const [file, example] of cases) {
    assert.ok(example.name && Array.isArray(example.events), file);
    assert.notEqual(example.body === undefined, example.bodyBase64 === undefined, file);
    assert.equal(example.accept, example.status == 204, file);
    assert.equal(example.accept, !file.includes('bad'), file);
  }
});

// The script must send exactly what the examples say it sends: same fields, same order, same bytes.
for (const [file, consent, user] of [
  ['page-view', undefined, {}],
  ['purchase', undefined, {}],
  ['engagement', undefined, {}],
  ['consent-analytics', { analytics: true, ads: false }, {}],
  ['consent-ads', { analytics: true, ads: true }, { em: '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f' }],
  ['gpc', { analytics: true, ads: true }, {}],
] as const) {
  test(`TheScriptSendsTheExample ${file}`, (context) => {
    const want = sent(file);
    browser(want, file == 'gpc');
    context.mock.timers.enable({ apis: ['Date'], now: want.sent });
    Object.assign(state, { _site: want.site, _base: want.visitor ? 'https://elsewhere.example/' : new URL(want.url).origin + '/', _consent: consent, _user: { ...user } });
    state._landing = file == 'consent-ads' ? '?gclid=Cj0KCQ' : '';
    const held: Held = {
      _id: want.id, _name: want.name, _time: want.time, _href: want.url + (want.url.includes('?') ? '&' : '?') + 'q=1#x',
      _title: want.title, _referrer: want.referrer && new URL(want.referrer, want.url).href, _props: JSON.stringify(want.props),
    };
    const line = JSON.parse(encode(held)) as WireEvent;
    assert.deepEqual(line, want);
  });
}

function browser(want: WireEvent, gpc: boolean): void {
  at(want.url);
  const [width, height] = want.screen.split('x').map(Number);
  const globals = {
    navigator: { language: want.language, globalPrivacyControl: gpc },
    screen: { width, height },
    document: { cookie: `_fbp=fb.1.1790000000000.1098115397; _fbc=fb.1.1790000000000.AbC-d_E; _candor=${want.visitor ?? ''}` },
  };
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true });
}
