import { isOpen } from './isOpen.ts';
import { state } from './state.ts';

/** Is there something to send, somebody to send it for, and leave to do so? */
export function sendable(): boolean {
  const { prerendering } = document as Document & { prerendering?: boolean };
  return !!state._site && !prerendering && !!state._queue.length && isOpen();
}
