// The wire contract (docs/wire-format.md). test/wire holds examples that this side and the collector both read.

export type Props = Record<string, unknown>;

export interface Consent {
  analytics?: boolean;
  ads?: boolean;
}

export interface WireEvent {
  site: string;
  id: string;
  name: string;
  time: number;
  sent: number;
  url: string;
  title: string;
  referrer: string;
  props: Props;
  visitor?: string | undefined;
  user?: Record<string, string> | undefined;
  consent?: Consent | undefined;
  gpc?: true | undefined;
  screen: string;
  language: string;
  source: 'pixel';
}

/** What `GET candor/<site>.json` answers. Every field may be missing. */
export interface Config {
  query?: string[];
  consent?: { analytics?: 'cookieless' | 'required'; ads?: 'required' };
  spa?: boolean;
  hash?: boolean;
  outbound?: boolean;
  downloads?: string[];
  engagement?: boolean;
  fbq?: boolean;
  gpc?: 'honour' | 'ignore-analytics';
  cookieDomain?: string;
  /** Pages that are not sent as they are: a pattern for the path, and what stands for the address: '' for not counted. */
  pages?: [pattern: string, address: string][];
  /** A pattern for the names that are sent. */
  events?: string;
  /** Properties that are not sent, in lower case. */
  remove?: string[];
  /** A pattern for the paths on which no identifier is made or sent. */
  nobody?: string;
}
