/** RFC 9562 version 7: 48 bits of time, then 74 random bits. */
export function uuid7(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g, (place) => {
    const random = crypto.getRandomValues(new Uint8Array(1))[0]!;
    return (place == 'x' ? random & 15 : (random & 3) | 8).toString(16);
  });
}
