import { all } from './dom';

/** Pages on which visitors say most about themselves. */
const telling = /book|appoint|termin|contact|kontakt|search|suche|sign|log-?in|account|regist|condition|symptom|treat|disease|clinic|donat|checkout|cart|help|support|find|doctor|quiz|test/i;

export function findLinks(): { url: string; worth: number }[] {
  const found = new Map<string, number>();
  for (const link of all(document, 'a[href],area[href]')) {
    const url = new URL((link as HTMLAnchorElement).href, document.baseURI);
    if (!/^https?:$/.test(url.protocol) || url.hostname !== location.hostname || /\.(pdf|zip|docx?|xlsx?|jpe?g|png|mp4|ics|exe|dmg)$/i.test(url.pathname) || /log-?out|sign-?out|delete/i.test(url.pathname)) continue;
    url.hash = '';
    if (url.href !== location.href.split('#')[0]) found.set(url.href, Math.max(found.get(url.href) ?? 0, telling.test(`${url.pathname} ${link.innerText}`) ? 1 : 0));
    if (found.size > 500) break;
  }
  return [...found].map(([url, worth]) => ({ url, worth }));
}
