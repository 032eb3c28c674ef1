/** What the page is seen doing, to whoever visits it. Everything is taken before the page's own scripts can replace it. */
const bindingName = '__CANDOR_BINDING__';
const global = globalThis as unknown as Record<string, (text: string) => void>;
const send = global[bindingName];
const stringify = JSON.stringify;
const PageError = Error;
const sent = new Set<string>();
const has = Set.prototype.has, add = Set.prototype.add;
const { apply } = Reflect;

// The page has no use for it and should not see it.
delete global[bindingName];

/** Each thing is told once. */
export function report(kind: string, script: string, detail: string): void {
  const text = stringify({ k: kind, s: script, d: detail });
  if (!send || sent.size > 500 || apply(has, sent, [text])) return;
  apply(add, sent, [text]);
  send(text);
}

/** Told every time. */
export function signal(kind: string, value: number): void {
  send?.(stringify({ k: kind, n: value }));
}

/** Address of the innermost script on the stack that has one. */
export function caller(): string {
  const stack = new PageError().stack ?? '';
  const found = /(https?:\/\/[^\s)]+?)(?::\d+){1,2}(?=\s|\)|$)/.exec(stack);
  return found?.[1] ?? '';
}
