import { normalise } from './normalise.ts';

/** SHA-256 in lower-case hex of the normalised value; a value that is such a hash already stays. Only text and numbers have one. */
export async function hash(key: string, value: unknown): Promise<string> {
  if (typeof value != 'string' && typeof value != 'number') return '';
  const text = String(value).trim();
  if (/^[\da-f]{64}$/i.test(text)) return text.toLowerCase();
  const normal = normalise(key, text);
  if (!normal) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(normal));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
