/** Percent-decodes to a fixed point, at most three times: `%2540` hides an `@` as well as `%40` does. */
export function decode(text: string): string {
  for (let round = 0; round < 3; round++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text;
}
