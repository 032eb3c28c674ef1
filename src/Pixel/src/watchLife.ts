import { flush } from './flush.ts';
import { lastFlush } from './lastFlush.ts';
import { measure } from './measure.ts';
import { newView } from './newView.ts';
import { on } from './on.ts';
import { reportEngagement } from './reportEngagement.ts';
import { schedule } from './schedule.ts';
import { state } from './state.ts';

/** Shown, hidden, left, and brought back. Never `unload` or `beforeunload`: they cost the page its back/forward cache. */
export function watchLife(): void {
  measure();
  on(window, 'focus blur scroll', measure);
  on(document, 'prerenderingchange', () => schedule());
  on(document, 'visibilitychange', () => {
    if (!document.hidden) return measure();
    reportEngagement();
    flush(); // at once: a hidden tab's timers may never run again
  });
  on(window, 'pagehide', () => {
    reportEngagement();
    state._since = 0; // the change to hidden that follows has nothing to add
    lastFlush();
  });
  on<PageTransitionEvent>(window, 'pageshow', (event) => event.persisted && newView(0));
}
