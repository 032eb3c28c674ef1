import { identify } from './identify.ts';
import { init } from './init.ts';
import { setConsent } from './setConsent.ts';
import { track } from './track.ts';

/** `candor(name, …)`. Unknown names are ignored. */
export function command(args: ArrayLike<unknown>): void {
  const [name, first, second, third] = Array.from(args);
  if (name == 'init') init(first);
  if (name == 'track' || name == 'trackCustom') track(first, second, third);
  if (name == 'consent') setConsent(first);
  if (name == 'identify') identify(first);
}
