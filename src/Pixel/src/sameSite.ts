import { state } from './state.ts';
import { under } from './under.ts';

/** Does the collector share the page's site, so that it can set the first-party cookie itself? */
export function sameSite(): boolean {
  const collector = new URL(state._base).hostname;
  const domain = state._config.cookieDomain;
  return collector == location.hostname || (under(collector, domain) && under(location.hostname, domain));
}
