import { hash } from './hash.ts';
import { schedule } from './schedule.ts';
import { state } from './state.ts';

/** Keeps hashes of what identifies the visitor; plain values are never stored. Sending waits for the hashes. */
export async function identify(data: unknown): Promise<void> {
  const user = state._user; // a revoke meanwhile puts another object there
  state._hashing++;
  try {
    for (const key of 'em ph fn ln ge db ct st zp country external_id'.split(' ')) {
      const hashed = await hash(key, (data as Record<string, unknown>)[key]);
      if (hashed) user[key] = hashed;
    }
  } catch {
    // No secure context, no hash: the events go without.
  }
  state._hashing--;
  schedule();
}
