import { caller, report } from './report';
import { watch } from './watch';

const kinds: Record<string, string> = {
  keydown: 'keys', keyup: 'keys', keypress: 'keys',
  input: 'fields', change: 'fields', beforeinput: 'fields', paste: 'fields',
  mousemove: 'pointer', pointermove: 'pointer', touchmove: 'pointer', mousedown: 'pointer', click: 'pointer', scroll: 'scroll',
};

/** Who listens to the whole page: one kind of event is interest in one thing, all of them together with the page's changes are a film. */
export function watchListeners(): void {
  watch(globalThis.EventTarget?.prototype, 'addEventListener', (self, args) => {
    const kind = kinds[String(args[0])];
    if (kind && isWholePage(self)) report('listens', caller(), kind);
  });
  watch(globalThis.MutationObserver?.prototype, 'observe', (_, args) => {
    if (isWholePage(args[0]) && (args[1] as MutationObserverInit | undefined)?.subtree) report('listens', caller(), 'changes');
  });
}

function isWholePage(target: unknown): boolean {
  return target === undefined || target === null || target === globalThis || target === document || target === document.documentElement || target === document.body;
}
