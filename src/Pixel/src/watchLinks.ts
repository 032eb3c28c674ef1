import { on } from './on.ts';
import { push } from './push.ts';
import { state } from './state.ts';
import { under } from './under.ts';

/** Clicks that lead off the site or to a file. The address only: never a link's text, id or classes. */
export function watchLinks(): void {
  on<MouseEvent>(document, 'click auxclick', (event) => {
    const link = event.button < 2 && (event.composedPath()[0] as Element).closest<HTMLAnchorElement>('a[href]');
    if (!link || !/^https?:/.test(link.protocol)) return;
    const { outbound, downloads, cookieDomain } = state._config;
    const type = /\.(\w+)$/.exec(link.pathname)?.[1]?.toLowerCase();
    const url = link.href;
    if (type && downloads?.includes(type)) {
      push('Download', { url, type });
    } else if (outbound != false && link.host != location.host && !under(link.hostname, cookieDomain)) {
      push('OutboundClick', { url });
    }
  });
}
