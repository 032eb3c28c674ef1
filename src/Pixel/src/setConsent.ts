import { firstView } from './firstView.ts';
import { forget } from './forget.ts';
import { refusal } from './refusal.ts';
import { schedule } from './schedule.ts';
import { state } from './state.ts';
import type { Consent } from './wire.ts';

/** 'grant', 'revoke', or an answer per purpose; a purpose that is not named keeps its answer. */
export function setConsent(to: unknown): void {
  const consent: Consent = { ...state._consent };
  for (const purpose of ['analytics', 'ads'] as const) {
    const answer = to == 'grant' || (to != 'revoke' && (to as Consent)[purpose]);
    if (typeof answer == 'boolean') consent[purpose] = answer;
  }
  state._consent = consent;
  if (consent.analytics == false) forget();

  const refused = consent.analytics == false && !consent.ads;
  refusal(refused);
  if (refused) {
    state._queue = [];
    state._user = {};
    state._view = state._untitled = undefined;
    // Before the script started, the page only states its default, and what follows is held until somebody answers.
    state._dropping ||= state._started;
  } else {
    state._dropping = false;
    if (state._started) firstView();
    schedule();
  }
}
