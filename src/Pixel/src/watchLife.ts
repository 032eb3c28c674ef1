import { flush } from './flush.ts';
import { lastFlush } from './lastFlush.ts';
import { measure } from './measure.ts';
import { newView } from './newView.ts';
import { on } from './on.ts';
import { reportEngagement } from './reportEngagement.ts';
import { schedule } from './schedule.ts';

/** Shown, hidden, left, and brought back. Never `unload` or `beforeunload`: they cost the page its back/forward cache. */
export function watchLife(): void {
  measure();
  on(window, 'focus blur scroll', measure);
  on(document, 'prerenderingchange', () => schedule());
  on(document, 'visibilitychange', () => {
    if (document.visibilityState == 'visible') return measure();
    reportEngagement();
    flush(); // at once: a hidden tab's timers may never run again
  });
  on(window, 'pagehide', () => {
    reportEngagement();
    lastFlush();
  });
  on<PageTransitionEvent>(window, 'pageshow', (event) => event.persisted && newView(0));
}
