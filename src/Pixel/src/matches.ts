import { decode } from './decode.ts';

/** Is the page one of these? Asks the path and, where a page keeps its route in the fragment, that. */
export function matches(pattern: string | undefined, href = location.href): boolean {
  const { pathname, hash } = new URL(href, location.href);
  return pattern != null && [pathname, hash.replace(/^#!?|\?.*/g, '')].some((path) => RegExp(pattern, 'i').test(decode(path)));
}
