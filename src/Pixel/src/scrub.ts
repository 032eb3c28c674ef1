import { redactText } from './redactText.ts';

/** Text that stands beside a URL, without the values that were taken out of that URL. Short values would hit ordinary words. */
export function scrub(text: string, removed: string[], keepTokens?: boolean): string {
  text = redactText(text, keepTokens);
  for (const value of removed) {
    if (value.length > 3) text = text.replace(new RegExp(value.replace(/[^\w\s]/g, '\\$&'), 'gi'), '[removed]');
  }
  return text;
}
