import { decode } from './decode.ts';
import { clickIds } from './clickIds.ts';
import { redactText } from './redactText.ts';
import { standIn } from './standIn.ts';
import { state } from './state.ts';

/**
 * The URL without user info, fragment (unless it is the route), unknown query parameters and click ids,
 * and with typed marks in place of segments and values that look personal. What was taken out is added to `removed`. With `onlySite` not even the path stays.
 */
export function redactUrl(href: string, removed: string[] = [], onlySite?: unknown): string {
  const url = new URL(href, location.href);
  const instead = onlySite ? '/' : url.origin == location.origin ? standIn(href) : undefined;
  if (instead != null) return url.origin + (instead || '/');
  const rest = redactPath(url.pathname, removed) + redactQuery(url.search, removed);
  const [path, query] = url.hash.split('?');
  if (state._config.hash && /^#!?\//.test(path!)) {
    return url.origin + rest + redactPath(path!, removed) + redactQuery('?' + (query ?? ''), removed);
  }
  removed.push(url.hash.slice(1));
  return url.origin + rest;
}

function redactPath(path: string, removed: string[]): string {
  return path
    .replace(/;[^/]*/g, '') // matrix parameters: ;jsessionid=…
    .split('/')
    .map((segment) => mark(segment, decode(segment), removed))
    .join('/');
}

function redactQuery(search: string, removed: string[]): string {
  const kept: string[] = [];
  for (const pair of search.slice(1).split('&')) {
    const [, name = '', raw = ''] = /^([^=]*)=?(.*)/s.exec(pair)!;
    const value = decode(raw.replace(/\+/g, ' '));
    if (state._config.query!.includes(name) && !clickIds.includes(name)) {
      kept.push(name + '=' + mark(raw, value, removed));
    } else {
      removed.push(raw || name, value);
    }
  }
  return kept.length ? '?' + kept.join('&') : '';
}

function mark(raw: string, text: string, removed: string[]): string {
  const found = /\[(email|phone|token)]/.exec(redactText(text));
  if (!found) return raw;
  removed.push(raw, text);
  return found[0];
}
