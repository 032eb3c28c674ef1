import type { Config, Consent } from './wire.ts';

/** An event as it waits in the page: raw, in memory only. `encode` redacts it before any byte leaves. */
export interface Held {
  _id: string;
  _name: string;
  _time: number;
  _href: string;
  _title: string;
  _referrer: string;
  _props: string;
  /** It was handed to the network at least once, so its id and content are fixed. */
  _tried?: boolean;
}

/** What the page's one script knows. Members starting with `_` are renamed by the build. */
export const state: State = {
  _site: '',
  _base: '',
  _referrer: '',
  _config: {
    query: ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id'],
    downloads: ['pdf', 'zip', 'docx', 'xlsx'],
  },
  _strict: {},
  _user: {},
  _queue: [],
  _hashing: 0,
  _failures: 0,
  _engaged: 0,
  _told: 0,
  _bottom: 0,
};

interface State {
  _site: string;
  _base: string;
  _config: Config;
  /** Set by the script's own attributes; the fetched configuration cannot undo it. */
  _strict: Config;
  _configured?: boolean;
  _started?: boolean;

  /** Undefined: nobody was asked. */
  _consent?: Consent | undefined;
  /** Nothing leaves until somebody grants. */
  _required?: boolean;
  /** Refused in front of this script: events are not even kept. */
  _dropping?: boolean | undefined;
  /** fbq's limited data use: as an opt-out from ads. */
  _limited?: boolean;
  _user: Record<string, string>;
  _hashing: number;

  _queue: Held[];
  /** A page view whose title is still being written by the page. */
  _untitled?: Held | undefined;
  _busy?: boolean;
  _timer?: ReturnType<typeof setTimeout> | 0;
  _failures: number;

  /** The current page view. */
  _view?: Held | undefined;
  /** It was made by this script, and no explicit PageView has claimed it yet. */
  _unclaimed?: boolean;
  /** Its latest engagement report. */
  _engagement?: Held | undefined;
  _engaged: number;
  /** How much of it the last report carries. */
  _told: number;
  /** When the visitor's attention began, or 0 while it is elsewhere. */
  _since?: number;
  /** The lowest pixel seen. */
  _bottom: number;

  _referrer: string;
  /** Query and time of the arrival, for click ids once ads consent is there. */
  _landing?: string;
  _landed?: number;
}
