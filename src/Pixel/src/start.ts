import { command } from './command.ts';
import type { Command } from './globals.ts';
import { init } from './init.ts';
import { quiet } from './quiet.ts';
import { refusal } from './refusal.ts';
import { shim } from './shim.ts';
import { state } from './state.ts';
import { watchHistory } from './watchHistory.ts';
import { watchLife } from './watchLife.ts';
import { watchLinks } from './watchLinks.ts';

/** Reads the script's own tag, takes over the stub and what it queued, and starts watching. */
export function start(): void {
  const stub = window.candor;
  if (stub?.loaded || !/^http/.test(location.protocol)) return;

  // A tag manager may run us without a current script.
  const current = document.currentScript as HTMLScriptElement | null;
  const script = current?.src ? current : document.querySelector<HTMLScriptElement>('script[data-site],script[src*="candor."]')!;
  const url = new URL(script.src);
  // Also as ?site=…&fbq: a page that moves from another pixel by its loader's URL has no tag to put attributes on.
  const option = (name: string) => script.getAttribute('data-' + name) ?? url.searchParams.get(name);

  state._base = (option('api') ?? new URL('.', url).href).replace(/\/*$/, '/');
  state._landing = location.search;
  state._landed = Date.now();
  state._referrer = document.referrer;
  state._required = option('consent') == 'required';
  if (option('no-spa') != null) state._strict.spa = false;
  if (option('hash') != null) state._strict.hash = true;
  Object.assign(state._config, state._strict);
  if (refusal()) {
    state._consent = { analytics: false, ads: false };
    state._dropping = true;
  }

  const run = quiet(command);
  const api: Command = (...args) => run(args);
  api.loaded = true;
  api.q = { push: run };
  window.candor = api;

  for (const args of Array.from((stub?.q as ArrayLike<unknown[]>) ?? [])) run(args);
  if (option('fbq') != null) shim();
  init(option('site'));
  state._started = true;
  for (const watch of [watchLife, watchHistory, watchLinks]) quiet(watch)();
}
