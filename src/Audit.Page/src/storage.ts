import { caller, report } from './report';
import { watch, watchSet } from './watch';

/** Which script keeps what in the browser: names only. */
export function watchStorage(): void {
  watchSet(globalThis.Document?.prototype, 'cookie', (_, value) => report('cookie', caller(), String(value).split('=', 1)[0]!.trim().slice(0, 80)));
  watch(globalThis.Storage?.prototype, 'setItem', (_, args) => report('storage', caller(), String(args[0]).slice(0, 80)));
}
