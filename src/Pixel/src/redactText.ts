// Bounded lengths keep a long text without an address linear: unbounded, 60 KB of letters took ten seconds.
const EMAIL = /[^\s@/?&=:;,()<>"]{1,64}(?:@|%40)[^\s@/?&=:;,()<>"]{1,99}\.[a-z\u00a1-\uffff]{2,}/gi;

// Only shapes that say "phone": a leading + or 00, the North American grouping, or a trunk zero. Plain digits are order numbers more often.
const PHONE = /(?:\+|\b00)[1-9](?:[ ().-]*\d){7,14}|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\b0[1-9]\d{8,9}\b|\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,5}\b/g;

const RUN = /eyJ[\w.-]{20,}|[\w-]{16,}/g;
const HEX_OR_JWT = /^eyJ.*\.|[\da-f]{16}|[\da-f]{8}-([\da-f]{4}-){3}/i;
const CHANGE = /[a-z](?=[A-Z\d])|\d(?=[A-Za-z])|[A-Z](?=\d)/g;

/**
 * Replaces what looks like an e-mail address, a phone number or (unless `keepTokens`) a random token by a typed mark.
 * A token is long hex, a UUID, a JWT, or a run of 20 whose letters and digits alternate more than words do.
 */
export function redactText(text: string, keepTokens?: boolean): string {
  text = text.replace(EMAIL, '[email]').replace(PHONE, '[phone]');
  return keepTokens ? text : text.replace(RUN, (run) => (HEX_OR_JWT.test(run) || looksRandom(run) ? '[token]' : run));
}

function looksRandom(run: string): boolean {
  return run.length > 19 && /\d/.test(run) && run.split(/[-_]/).some((part) => part.length > 7 && (part.match(CHANGE) || '').length > 2);
}
