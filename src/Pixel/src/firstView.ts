import { newView } from './newView.ts';
import { state } from './state.ts';
import { whenVisible } from './whenVisible.ts';

/** The page's own view, unless the page made one itself. It goes before what was tracked earlier in this page. */
export function firstView(): void {
  whenVisible(() => {
    if (!state._view && newView(document.title ? 0 : 300)) state._queue.unshift(state._queue.pop()!);
  });
}
