import { newView } from './newView.ts';
import { state } from './state.ts';
import { whenVisible } from './whenVisible.ts';

/** The page's own view, unless the page made one itself. It goes before what was tracked earlier in this page. */
export function firstView(): void {
  whenVisible(() => {
    const held = !state._view && newView(document.title ? 0 : 300);
    if (!held) return;
    held._time = state._queue[0]!._time;
    state._queue.unshift(state._queue.pop()!);
  });
}
