import { all, isVisible, textOf } from './dom';

const speaks = /cookie|consent|tracking|privacy|datenschutz|einwillig|confidentialit|privacidad|rgpd|gdpr|dsgvo|ciasteczk|privacybeleid/i;
const yes = /^(i )?(accept|agree|allow|ok(ay)?|got it|yes|akzeptieren|alle akzeptieren|zustimmen|einverstanden|accepter|tout accepter|aceptar|accetta|accetto|akkoord|accepteren|zgadzam|acceptera|godkänn)\b/i;
const no = /reject|decline|refuse|deny|disagree|only (necessary|essential)|(necessary|essential) only|necessary cookies only|without accepting|do not (accept|sell)|^no\b|ablehnen|nur notwendige|refuser|rechazar|rifiuta|weigeren|afwijzen|odrzu|avvisa|neka/i;

/** What lies over or beside the page, speaks of cookies and asks. */
function boxes(): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (const element of all(document, '[role=dialog],[role=alertdialog],[id*=cookie i],[class*=cookie i],[id*=consent i],[class*=consent i],[id*=banner i],[class*=banner i],dialog,aside,div,section,form')) {
    if (found.length > 20) break;
    const named = /cookie|consent|cmp|gdpr|privacy/i.test(`${element.id} ${element.className}`);
    if (!named && !/dialog/.test(element.getAttribute('role') ?? element.tagName.toLowerCase()) && !/fixed|sticky/.test(getComputedStyle(element).position)) continue;
    if (isVisible(element) && (element.innerText ?? '').length < 6_000 && speaks.test(`${element.innerText} ${element.id} ${element.className}`)) found.push(element);
  }
  return found;
}

/** `none`: nothing asks. `asked`: something does. `done`: it was answered. */
export function answerBanner(answer: 'none' | 'accept' | 'reject'): 'none' | 'asked' | 'done' {
  let asked = false;
  for (const box of boxes()) {
    const buttons = [...all(box, 'button,a,[role=button],input[type=button],input[type=submit]')].filter(isVisible);
    const refusals = buttons.filter(b => no.test(textOf(b)));
    const consents = buttons.filter(b => yes.test(textOf(b)) && !no.test(textOf(b)));
    if (refusals.length + consents.length === 0) continue;
    asked = true;
    const wanted = answer === 'accept' ? consents[0] : answer === 'reject' ? refusals[0] : undefined;
    if (wanted) {
      wanted.click();
      return 'done';
    }
  }
  return asked ? 'asked' : 'none';
}
