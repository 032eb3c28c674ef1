import { flush } from './flush.ts';
import { quiet } from './quiet.ts';
import { state } from './state.ts';

/** Flushes in a later task, so that the events of one task share a request. */
export function schedule(delay = 0): void {
  state._timer ||= setTimeout(quiet(flush), delay);
}
