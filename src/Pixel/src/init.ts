import { firstView } from './firstView.ts';
import { quiet } from './quiet.ts';
import { state } from './state.ts';

/** Names the site, once. The first page view waits a task, so that what the page queued comes to bear first. */
export function init(site: unknown): void {
  if (state._site || !site) return;
  state._site = String(site);
  setTimeout(quiet(firstView));
}
