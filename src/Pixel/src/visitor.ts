import { cookie } from './cookie.ts';
import { sameSite } from './sameSite.ts';
import { state } from './state.ts';
import { under } from './under.ts';

/**
 * The visitor id to send with analytics consent. A same-site collector sets and reads the cookie itself;
 * for one on another site this script keeps it. With cookies blocked the read-back is empty: cookieless.
 */
export function visitor(): string | undefined {
  if (sameSite()) return;
  if (!cookie('_candor')) {
    const random = Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => (byte & 31).toString(32)).join('');
    const domain = state._config.cookieDomain;
    document.cookie =
      `_candor=c.${random};path=/;max-age=33696000;samesite=lax` + // 390 days
      (location.protocol == 'https:' ? ';secure' : '') +
      (under(location.hostname, domain) ? ';domain=' + domain : '');
  }
  return cookie('_candor');
}
