/** Reads, or with an argument writes, the one thing we remember without consent: that the visitor refused. */
export function refusal(refused?: boolean): unknown {
  try {
    if (refused == null) return localStorage.getItem('candor');
    if (refused) localStorage.setItem('candor', 'off');
    else localStorage.removeItem('candor');
  } catch {
    // Storage is blocked: the page asks again, as it would for a new visitor.
  }
  return;
}
