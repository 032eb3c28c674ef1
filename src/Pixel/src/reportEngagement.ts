import { measure } from './measure.ts';
import { push } from './push.ts';
import { state } from './state.ts';

/** Queues what the current page view has gathered so far; a report that still waits is updated instead. */
export function reportEngagement(): void {
  measure();
  const view = state._view;
  const engaged_ms = Math.round(state._engaged);
  if (!view || state._config.engagement == false || !engaged_ms) return;

  const scroll = Math.min(100, Math.round((state._bottom / document.documentElement.scrollHeight) * 100));
  const props = { page: view._id, engaged_ms, scroll };
  const waiting = state._engagement;
  if (waiting && !waiting._tried) {
    waiting._props = JSON.stringify(props);
  } else if (!waiting || waiting._props != JSON.stringify(props)) {
    const { _href, _title, _referrer } = view; // the address may have moved on already
    state._engagement = push('Engagement', props);
    Object.assign(state._engagement ?? {}, { _href, _title, _referrer });
  }
}
