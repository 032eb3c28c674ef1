/** A queue stub, or the function that replaced it. */
export interface Command {
  (...args: unknown[]): void;
  q?: ArrayLike<ArrayLike<unknown>> | { push(args: ArrayLike<unknown>): void };
  loaded?: boolean;
}

export interface Fbq {
  (...args: unknown[]): void;
  callMethod?: (...args: unknown[]) => void;
  queue?: ArrayLike<unknown>[];
  push?: unknown;
  loaded?: boolean;
  version?: string;
  disablePushState?: boolean;
  allowDuplicatePageViews?: boolean;
}

declare global {
  interface Window {
    candor?: Command;
    fbq?: Fbq;
    _fbq?: Fbq;
  }
}
