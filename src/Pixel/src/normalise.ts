/** Meta's rules, so that hashes match what ad platforms hold. */
export function normalise(key: string, value: string): string {
  const text = value.toLowerCase();
  if (key == 'em') return text;
  if (key == 'external_id') return value;
  if (/ph|db/.test(key)) return text.replace(/^[\D0]+|\D/g, '');
  if (key == 'ge') return text.slice(0, 1);
  // No look-behind: Safari before 16.4 would not even parse the script.
  return text.replace(/^(\d{5})-\d{4}$/, '$1').replace(/[\s\p{P}]/gu, '');
}
