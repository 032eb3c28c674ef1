import { state, type Held } from './state.ts';

/** Takes answered events out of the queue. */
export function settle(batch: Held[]): undefined {
  state._queue = state._queue.filter((held) => !batch.includes(held));
}
