import { quiet } from './quiet.ts';

/** Listens in the capture phase, so that a page stopping propagation does not hide the event. */
export function on<E extends Event>(target: EventTarget, types: string, work: (event: E) => unknown): void {
  for (const type of types.split(' ')) {
    target.addEventListener(type, quiet(work) as (event: Event) => void, true);
  }
}
