/** Global Privacy Control or Do Not Track. Read at each send, because browsers let people switch it while a page is open. */
export function optedOut(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: unknown };
  return !!globalPrivacyControl || doNotTrack == '1';
}
