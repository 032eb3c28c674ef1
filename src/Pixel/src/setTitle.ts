import { schedule } from './schedule.ts';
import { state } from './state.ts';

/** Gives the waiting page view the title the document has now. */
export function setTitle(): void {
  if (!state._untitled) return;
  state._untitled._title = document.title;
  state._untitled = undefined;
  schedule();
}
