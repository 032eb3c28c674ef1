import { state } from './state.ts';

/** Adds the time since the last look while the page is seen and has the focus, and notes how far down it was seen. */
export function measure(): void {
  const now = performance.now();
  if (state._since) state._engaged += now - state._since;
  state._since = !document.hidden && document.hasFocus() ? now : 0;
  state._bottom = Math.max(state._bottom, scrollY + innerHeight);
}
