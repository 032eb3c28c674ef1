import { measure } from './measure.ts';
import { push, type Options } from './push.ts';
import { quiet } from './quiet.ts';
import { reportEngagement } from './reportEngagement.ts';
import { setTitle } from './setTitle.ts';
import { state, type Held } from './state.ts';

/** Ends the current page view and begins the next. With `wait`, its title is read that much later and sending waits for it. */
export function newView(wait: number, props?: unknown, options?: Options): Held | undefined {
  reportEngagement();
  setTitle();
  const held = (state._view = push('PageView', props, options));
  state._unclaimed = true;
  state._engagement = undefined;
  state._engaged = state._told = state._bottom = 0;
  state._since = 0;
  measure();
  if (held && wait) {
    state._untitled = held;
    setTimeout(quiet(() => state._untitled == held && setTitle()), wait);
  }
  return held;
}
