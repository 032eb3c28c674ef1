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
}
