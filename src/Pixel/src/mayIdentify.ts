import { optedOut } from './optedOut.ts';
import { state } from './state.ts';

/** May this visit carry the visitor's cookie or id? */
export function mayIdentify(): boolean {
  return !!state._consent?.analytics && (!optedOut() || state._config.gpc == 'ignore-analytics');
}
