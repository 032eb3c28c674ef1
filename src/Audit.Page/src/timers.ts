import { signal } from './report';
import { watch } from './watch';

/** Timers further away are not waited for. */
const furthest = 8_000;

/** When the last of the timers that run is due, so that whoever sends late is waited for and nobody else. */
export function watchTimers(): void {
  let last = 0;
  for (const name of ['setTimeout', 'setInterval'])
    watch(globalThis, name, (_, args) => {
      const delay = Number(args[1]);
      if (!(delay >= 150 && delay <= furthest)) return;
      const due = Date.now() + delay;
      if (due < last + 100) return;
      last = due;
      signal('due', due);
    });
}
