import { push, type Options } from './push.ts';
import { view } from './view.ts';

export function track(name: unknown, props?: unknown, options?: unknown): void {
  if (typeof name != 'string' || !name) return;
  (name == 'PageView' ? view(props, options as Options) : push(name, props, options as Options));
}
