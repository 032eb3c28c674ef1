import { shim } from './shim.ts';
import { state } from './state.ts';
import type { Config } from './wire.ts';

/** Waits for the site's configuration, at most 1.5 s; until it is known the built-in strict values hold. */
export async function loadConfig(): Promise<void> {
  if (state._configured) return;
  try {
    const response = await fetch(`${state._base}candor/${state._site}.json`, { credentials: 'omit', signal: AbortSignal.timeout?.(1500) });
    state._configured = true;
    const config: Config = await response.json();
    Object.assign(state._config, config, state._strict);
    state._required ||= config.consent?.analytics == 'required';
    if (config.fbq) shim();
  } catch {
    // Late, down or not JSON.
  }
}
