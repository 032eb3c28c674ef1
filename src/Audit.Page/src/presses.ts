import { all, isVisible, textOf } from './dom';

export interface Press { index: number; text: string; worth: number }

const most = 200;
/** Calls, bookings and forms first: what is pressed there says most about a visitor. */
const worthy = /call|dial|book|appoint|schedul|contact|submit|send|search|sign|log ?in|regist|donat|order|buy|refill|request|chat|help|subscrib|next|continue|termin|senden|suche/i;
const avoid = /cookie|consent|accept|reject|delete|log ?out|sign ?out|print|download/i;
let presses: HTMLElement[] = [];
let held = false;

export function findPresses(): Press[] {
  presses = [...all(document, 'button,input[type=submit],input[type=button],[role=button],a[href^="tel:"],a[href^="mailto:"],a[href^="sms:"],a[onclick],[onclick]')].slice(0, most).filter(isVisible);
  return presses.map((element, index) => {
    const text = textOf(element), isCall = /^(tel|sms|mailto):/.test(element.getAttribute('href') ?? '');
    const isSubmit = (element as HTMLButtonElement).type === 'submit' && (element as HTMLButtonElement).form !== null;
    return { index, text, worth: avoid.test(text) ? -1 : (isCall ? 4 : 0) + (isSubmit ? 3 : 0) + (worthy.test(text) ? 2 : 0) + (element.tagName === 'BUTTON' ? 1 : 0) };
  });
}

/** Where it is, for a mouse; null when something else lies over it. */
export function pointOf(index: number): { x: number; y: number } | null {
  const element = presses[index];
  if (!element?.isConnected) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return top && (top === element || element.contains(top) || top.contains(element) || top.shadowRoot) ? { x, y } : null;
}

export function press(index: number): void {
  presses[index]?.click();
}

/** Where presses lead is cancelled after the page's own listeners have run; a form is never sent. */
export function hold(): void {
  if (held) return;
  held = true;
  addEventListener('submit', event => event.preventDefault(), { capture: true });
  addEventListener('click', event => {
    if (event.composedPath().some(e => e instanceof HTMLAnchorElement && e.hasAttribute('href'))) event.preventDefault();
  });
}
