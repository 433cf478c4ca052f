// The four facts at the top: participant, token, countdown, calls.
import type { TokenState } from '@mdh-tokens/store';
import { describeState } from '../describe-state.js';
import { byId, byTestId } from '../find-element.js';
import { formatCountdown } from '../format-duration.js';

export interface StatusView {
  showState(state: TokenState): void;
  /** Redraws the countdown; instants of the state are compared with the page's wall clock. */
  tick(state: TokenState): void;
  showName(name: string): void;
  showCalls(calls: CallCounts): void;
}

/** How many calls there were since the page was loaded. */
export interface CallCounts {
  ok: number;
  failed: number;
  authenticator: number;
}

export function createStatusView(): StatusView {
  const status = byTestId('token-status', HTMLElement);
  const note = byId('status-note', HTMLElement);
  const generation = byTestId('token-generation', HTMLElement);
  const countdown = byTestId('token-expires', HTMLElement);
  const refreshNote = byId('refresh-note', HTMLElement);
  const name = byTestId('participant-name', HTMLElement);
  const callsOk = byTestId('calls-ok', HTMLElement);
  const callsFailed = byTestId('calls-failed', HTMLElement);
  const authenticatorCalls = byTestId('authenticator-calls', HTMLElement);

  const tick = (state: TokenState): void => {
    const holdsToken = state.status === 'active' || state.status === 'degraded';
    countdown.textContent = holdsToken ? formatCountdown(state.expiresAt - Date.now()) : 'none';
    refreshNote.textContent = refreshWords(state);
  };

  return {
    showState(state) {
      const words = describeState(state);
      status.textContent = state.status;
      status.dataset['tone'] = words.tone;
      note.textContent = words.note;
      if ('generation' in state) generation.textContent = String(state.generation);
      tick(state);
    },
    tick,
    showName(text) {
      name.textContent = text;
    },
    showCalls({ ok, failed, authenticator }) {
      callsOk.textContent = String(ok);
      callsFailed.textContent = String(failed);
      authenticatorCalls.textContent = String(authenticator);
      callsFailed.parentElement?.classList.toggle('is-bad', failed > 0);
    },
  };
}

function refreshWords(state: TokenState): string {
  if (state.status === 'active' && !state.refreshing)
    return `, next one in ${formatCountdown(state.refreshAt - Date.now())}`;
  if ('nextAttemptAt' in state && state.nextAttemptAt !== null) {
    return `, next try in ${formatCountdown(state.nextAttemptAt - Date.now())}`;
  }
  return '';
}
