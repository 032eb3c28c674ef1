import { encode } from './encode.ts';
import { state, type Held } from './state.ts';

/** The browser allows 64 KiB of keepalive and beacon bodies in flight. */
const LIMIT = 6e4;

/** The oldest events that fit one request, as NDJSON: no array, so a page's own Array.prototype.toJSON changes nothing. */
export function pack(): [batch: Held[], body: string] {
  const batch: Held[] = [];
  const lines: string[] = [];
  let size = 0;
  for (const held of state._queue) {
    let line = '';
    try {
      line = encode(held);
    } catch {
      // Better one event lost than all that wait behind it.
    }
    size += new Blob([line]).size + 1;
    if (size > LIMIT && batch.length) break;
    held._tried = true;
    batch.push(held);
    if (line && size <= LIMIT) lines.push(line);
  }
  return [batch, lines.join('\n')];
}
