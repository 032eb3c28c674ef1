import { matches } from './matches.ts';
import { optedOut } from './optedOut.ts';
import { state } from './state.ts';

/** May this visit carry the visitor's cookie or id on this page? */
export function mayIdentify(): boolean {
  return !!state._consent?.analytics && !matches(state._config.nobody) && (!optedOut() || state._config.gpc == 'ignore-analytics');
}
