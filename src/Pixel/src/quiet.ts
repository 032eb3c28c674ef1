/** Wraps `work` so that nothing it throws reaches the host page. */
export function quiet<A extends unknown[]>(work: (...args: A) => unknown): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch {
      // The page must not notice: no log either, because pages assert on an empty console.
    }
  };
}
