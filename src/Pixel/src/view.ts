import { newView } from './newView.ts';
import { eventId } from './eventId.ts';
import type { Options } from './push.ts';
import { state } from './state.ts';
import { whenVisible } from './whenVisible.ts';

/** An explicit PageView. The first one on a page claims the automatic view, so that the two never count twice. */
export function view(props?: unknown, options?: Options): void {
  whenVisible(() => {
    const current = state._view;
    if (current && state._unclaimed && !window.fbq?.allowDuplicatePageViews) {
      if (!current._tried) {
        current._props = JSON.stringify({ ...(props as object) });
        current._id = eventId(options) ?? current._id;
      }
    } else {
      newView(0, props, options);
    }
    state._unclaimed = false;
  });
}
