import { eventId } from './eventId.ts';
import { schedule } from './schedule.ts';
import { state, type Held } from './state.ts';
import { uuid7 } from './uuid7.ts';

export interface Options {
  eventID?: unknown;
}

/** Queues an event. At most 100 wait, none larger than the collector takes; a full queue keeps the oldest. */
export function push(name: string, props?: unknown, options?: Options): Held | undefined {
  const json = JSON.stringify({ ...(props as object) });
  if (state._dropping || state._queue.length > 99 || json.length > 6e4) return;
  const held: Held = {
    _id: eventId(options) ?? uuid7(),
    _name: name,
    _time: Date.now(),
    _href: location.href,
    _title: document.title,
    _referrer: state._referrer,
    _props: json,
  };
  state._queue.push(held);
  schedule();
  return held;
}
