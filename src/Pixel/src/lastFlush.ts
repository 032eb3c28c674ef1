import { pack } from './pack.ts';
import { sendable } from './sendable.ts';
import { settle } from './settle.ts';
import { setTitle } from './setTitle.ts';
import { state } from './state.ts';

/** The page goes away: all that waits leaves by beacon, under the same ids as a request that may still be in flight. */
export function lastFlush(): void {
  setTitle();
  if (!sendable()) return;
  const [batch, body] = pack();
  // A beacon has no answer. While the collector fails, keep the events for a return from the back/forward cache.
  if ((!body || navigator.sendBeacon(state._base + 'e', body)) && !state._failures) settle(batch);
}
