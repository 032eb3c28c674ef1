import { on } from './on.ts';

/** Runs `work` once the page is seen: now, or when a background tab or a prerendered page comes to the front. */
export function whenVisible(work: () => void): void {
  const run = () => {
    if (done || document.hidden) return;
    done = true;
    work();
  };
  let done = false;
  run();
  if (!done) on(document, 'visibilitychange', run);
}
