/** Lower-case hex. A value that is a SHA-256 already stays as it is. */
export async function sha256(text: string): Promise<string> {
  if (/^[\da-f]{64}$/.test(text)) return text;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
