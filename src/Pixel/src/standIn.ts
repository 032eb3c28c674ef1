import { matches } from './matches.ts';
import { state } from './state.ts';

/** What stands for a page's address by the owner's rules: the address of its part of the site, '' when the page is not counted, undefined for its own. */
export function standIn(href: string): string | undefined {
  return state._config.pages?.find(([pattern]) => matches(pattern, href))?.[1];
}
