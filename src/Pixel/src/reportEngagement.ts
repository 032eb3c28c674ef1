import { measure } from './measure.ts';
import { push } from './push.ts';
import { state } from './state.ts';

/** Queues what the page view has gathered since its last report; a report that still waits grows instead. */
export function reportEngagement(): void {
  measure();
  const waiting = state._engagement;
  const growing = waiting && !waiting._tried;
  if (!growing) {
    state._engaged -= state._told;
    state._told = 0;
  }
  const view = state._view;
  const engaged_ms = Math.round(state._engaged);
  if (!view || state._config.engagement == false || engaged_ms < 1) return;

  state._told = engaged_ms;
  const scroll = Math.min(100, Math.round((state._bottom / document.documentElement.scrollHeight) * 100));
  const props = { page: view._id, engaged_ms, scroll };
  if (growing) {
    waiting._props = JSON.stringify(props);
  } else {
    const { _href, _title, _referrer } = view; // the address may have moved on already
    state._engagement = push('Engagement', props);
    Object.assign(state._engagement ?? {}, { _href, _title, _referrer });
  }
}
