import { shim } from './shim.ts';
import { state } from './state.ts';
import type { Config } from './wire.ts';

/** Waits for the site's configuration, at most 1.5 s; until it is known the built-in strict values hold. */
export async function loadConfig(): Promise<void> {
  if (state._configured) return;
  const answer = fetch(state._base + 'candor/' + state._site + '.json', { credentials: 'omit' }).then(async (response) => {
    state._configured = true;
    if (response.ok) apply(await response.json());
  });
  await Promise.race([answer, new Promise((late) => setTimeout(late, 1500))]).catch(() => {});
}

function apply(config: Config): void {
  Object.assign(state._config, config, state._strict);
  state._required ||= config.consent?.analytics == 'required';
  if (config.fbq) shim();
}
