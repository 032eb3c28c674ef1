type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Calls `seen` before a method runs. A proxy of the native function keeps its name, its length and the text that it gives of itself.
 * Nothing that `seen` does can break the page.
 */
export function watch(owner: object | undefined, name: string, seen: (self: unknown, args: unknown[]) => void): void {
  const native = owner && (Object.getOwnPropertyDescriptor(owner, name)?.value as Method | undefined);
  if (!owner || typeof native !== 'function') return;
  const { apply } = Reflect;
  const proxy = new Proxy(native, {
    apply(target, self, args: unknown[]) {
      try {
        seen(self, args);
      } catch {
        // The page goes on as if nobody looked.
      }
      return apply(target, self, args);
    },
  });
  try {
    Object.defineProperty(owner, name, { ...Object.getOwnPropertyDescriptor(owner, name), value: proxy });
  } catch {
    // It cannot be watched, so it is not.
  }
}

/** The same for a property that is written. */
export function watchSet(owner: object | undefined, name: string, seen: (self: unknown, value: unknown) => void): void {
  const property = owner && Object.getOwnPropertyDescriptor(owner, name);
  if (!owner || !property?.set) return;
  const { apply } = Reflect;
  const set = new Proxy(property.set, {
    apply(target, self, args: unknown[]) {
      try {
        seen(self, args[0]);
      } catch {
        // As above.
      }
      return apply(target, self, args);
    },
  });
  Object.defineProperty(owner, name, { ...property, set });
}
