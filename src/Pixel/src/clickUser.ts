import { clickIds } from './clickIds.ts';
import { cookie } from './cookie.ts';
import { state } from './state.ts';

/** Click ids of the landing URL and the ad cookies other scripts left. Called with ads consent only. */
export function clickUser(): Record<string, string> {
  const user: Record<string, string> = {};
  const query = new URLSearchParams(state._landing);
  for (const name of clickIds) {
    const value = query.get(name);
    if (value) user[name] = value;
  }
  for (const name of ['fbp', 'fbc', 'ttp']) {
    const value = cookie('_' + name);
    if (value) user[name] = value;
  }
  // A newer click replaces the older one; its time is the landing, never the sending.
  if (user.fbclid && user.fbc?.split('.')[3] != user.fbclid) user.fbc = `fb.1.${state._landed}.${user.fbclid}`;
  delete user.fbclid;
  return user;
}
