/** The one global that redaction looks at. */
export function at(href: string): void {
  Object.defineProperty(globalThis, 'location', { value: new URL(href), configurable: true });
}
