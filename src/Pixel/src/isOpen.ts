import { state } from './state.ts';

/** May anything leave the page now? Not asked yet means cookieless counting, unless the site requires the answer first. */
export function isOpen(): boolean {
  const { analytics, ads } = state._consent ?? {};
  return analytics || ads || (analytics ?? !state._required);
}
