/** Reads, or with an argument writes, the one thing we remember without consent: that the visitor refused. */
export function refusal(refused?: boolean): unknown {
  try {
    return refused == null ? localStorage.candor : refused ? (localStorage.candor = 'off') : delete localStorage.candor;
  } catch {
    return; // Storage is blocked: the page asks again, as it would for a new visitor.
  }
}
