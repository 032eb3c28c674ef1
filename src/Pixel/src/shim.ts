import { forget } from './forget.ts';
import type { Fbq } from './globals.ts';
import { identify } from './identify.ts';
import { quiet } from './quiet.ts';
import { setConsent } from './setConsent.ts';
import { state } from './state.ts';
import { track } from './track.ts';

/**
 * Answers fbq(): a page's calls keep working, and every pixel id means this one site. Takes over the page's stub in place,
 * because the page may hold on to it; leaves a running fbevents.js alone.
 */
export function shim(): void {
  const fbq: Fbq = (window.fbq ??= (...args) => fbq.callMethod!(...args));
  if (fbq.callMethod) return;
  const single: Record<string, unknown> = Object.create(null);
  let initialised = false;

  const answer = (name: string, first: unknown, second: unknown, third: unknown, fourth: unknown): void => {
    if (name == 'init' && !initialised) {
      initialised = true; // later user data is ignored there as well
      identify(second);
    }
    if (name == 'set' && first == 'userData') identify(second);
    if (/^track(Custom)?$/.test(name)) track(first, second, third);
    // Sent to one pixel after the other it is still one event of the one site.
    if (/^trackSingle/.test(name) && (single[second + JSON.stringify(third)] ??= first) == first) track(second, third, fourth);
    if (name == 'dataProcessingOptions') state._limited = !!(first as unknown[]).length;
    if (name == 'consent' && first == 'grant') setConsent(first);
    if (name == 'consent' && first == 'revoke') {
      state._consent = undefined; // theirs pauses and holds; candor's own 'revoke' drops
      state._required = true;
      forget();
    }
  };

  const call = (fbq.callMethod = quiet(answer as (...args: unknown[]) => void));
  const queue = fbq.queue ?? [];
  Object.assign(fbq, { queue: [], push: fbq, loaded: true, version: fbq.version ?? '2.0' });
  window._fbq ??= fbq;
  for (const args of queue) call(...Array.from(args));
}
