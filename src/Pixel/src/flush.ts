import { loadConfig } from './loadConfig.ts';
import { forget } from './forget.ts';
import { mayIdentify } from './mayIdentify.ts';
import { pack } from './pack.ts';
import { sameSite } from './sameSite.ts';
import { schedule } from './schedule.ts';
import { sendable } from './sendable.ts';
import { settle } from './settle.ts';
import { state } from './state.ts';

/** Sends what waits, if it may leave. Events stay queued, with their ids, until the collector has answered. */
export async function flush(): Promise<void> {
  clearTimeout(state._timer as number);
  state._timer = 0;
  if (state._busy || state._hashing || state._untitled || !sendable()) return;
  state._busy = true;
  let delay: number | undefined;
  await loadConfig();
  if (sendable()) delay = await send();
  state._busy = false;
  // Ten failures in a row: wait for the page's next event instead of the clock.
  if (state._queue.length && state._failures < 10) schedule(delay);
}

/** Milliseconds until the next attempt; undefined when this one was answered. */
async function send(): Promise<number | undefined> {
  const [batch, body] = pack();
  let after = 0;
  try {
    if (!body) return settle(batch); // none of it is counted here
    const { status, headers } = await fetch(state._base + 'e', {
      method: 'POST',
      body,
      keepalive: true,
      credentials: mayIdentify() && sameSite() ? 'include' : 'omit',
      signal: AbortSignal.timeout?.(3e4), // a collector that never answers must not block the queue
    });
    if (state._consent?.analytics == false) forget(); // revoked while the answer with the cookie was on its way
    if (status != 429 && status < 500) {
      state._failures = 0;
      return settle(batch); // taken, or refused for good: a 4xx is the same next time
    }
    after = +headers.get('Retry-After')! * 1000 || 0;
  } catch {
    // No network, a blocked request, or a collector that is down.
  }
  const backoff = 2 ** state._failures++ * 1000 * (1 + Math.random() / 4);
  return Math.max(after, Math.min(backoff, 6e4));
}
