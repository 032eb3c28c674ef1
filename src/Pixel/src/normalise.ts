/** Meta's rules, so that hashes match what ad platforms hold. Empty when there is nothing to hash. */
export function normalise(key: string, value: unknown): string {
  if (typeof value != 'string' && typeof value != 'number') return '';
  const trimmed = String(value).trim();
  const text = trimmed.toLowerCase();
  if (/^[\da-f]{64}$/.test(text) || key == 'em') return text;
  if (key == 'external_id') return trimmed;
  if (/ph|db/.test(key)) return text.replace(/^[\D0]+|\D/g, '');
  if (key == 'ge') return text.slice(0, 1);
  return text.replace(key == 'zp' ? /(?<=^\d{5})-\d{4}$|[\s-]/g : /[\s\p{P}]/gu, '');
}
