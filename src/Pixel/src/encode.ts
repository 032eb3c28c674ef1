import { clickUser } from './clickUser.ts';
import { matches } from './matches.ts';
import { mayIdentify } from './mayIdentify.ts';
import { optedOut } from './optedOut.ts';
import { redactText } from './redactText.ts';
import { redactUrl } from './redactUrl.ts';
import { scrub } from './scrub.ts';
import { standIn } from './standIn.ts';
import { state, type Held } from './state.ts';
import { visitor } from './visitor.ts';
import type { WireEvent } from './wire.ts';

/** One event as it leaves the page: redacted, and with exactly what consent allows at this moment. Nothing when the owner's rules do not count it. */
export function encode(held: Held): string {
  const { events, remove } = state._config;
  const nobody = matches(state._config.nobody, held._href);
  const instead = standIn(held._href);
  if (instead == '' || !RegExp(events ?? '').test(held._name)) return '';

  const removed: string[] = [];
  const url = redactUrl(held._href, removed);
  const referrer = held._referrer && redactUrl(held._referrer, removed, instead);
  const gpc = optedOut();
  const consent = state._consent;
  const analytics = !nobody && mayIdentify();
  const ads = !!consent?.ads && !gpc && !state._limited && !nobody;
  const { external_id } = state._user;

  const event: WireEvent = {
    site: state._site,
    id: held._id,
    name: redactText(held._name, true),
    time: held._time,
    sent: Date.now(),
    url,
    title: instead ? '' : scrub(held._title, removed),
    referrer: referrer.replace(location.origin + '/', '/'),
    props: JSON.parse(instead && held._name != 'Engagement' ? '{}' : held._props, (key, value) =>
      remove?.includes(key.toLowerCase()) ? undefined
      : typeof value != 'string' || held._name == 'Engagement' ? value
      : /^https?:|^\/\S*\?/.test(value) ? redactUrl(value).replace(value[0] == '/' ? location.origin : '', '')
      : scrub(value, removed, true)),
    visitor: analytics ? visitor() : undefined,
    user: ads ? { ...state._user, ...clickUser() } : analytics && external_id ? { external_id } : undefined,
    consent: consent && { ...consent, ads },
    gpc: gpc || undefined,
    screen: screen.width + 'x' + screen.height,
    language: navigator.language,
    source: 'pixel',
  };
  return JSON.stringify(event);
}
