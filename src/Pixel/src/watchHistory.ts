import { newView } from './newView.ts';
import { on } from './on.ts';
import { quiet } from './quiet.ts';
import { redactUrl } from './redactUrl.ts';
import { state } from './state.ts';

/** A page view for each address a single-page application moves to; only what survives redaction makes an address different. */
export function watchHistory(): void {
  const changed = quiet(() => {
    const from = state._view?._href;
    if (!from || state._config.spa == false || window.fbq?.disablePushState || redactUrl(from) == redactUrl(location.href)) return;
    state._referrer = from;
    newView(300);
  });

  // The Navigation API tells us without touching the page's functions.
  if (window.navigation) return on(window.navigation, 'currententrychange', changed);
  on(window, 'popstate hashchange', changed);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      changed();
    };
  }
}
