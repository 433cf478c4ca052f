// The facts at the top: participant, token, calls. What the store knows beyond them is in the devtools below.
import type { TokenState } from '@mdh-tokens/store';
import { byTestId } from '../find-element.js';

export interface FactsView {
  showState(state: TokenState): void;
  showName(name: string): void;
  showCalls(calls: CallCounts): void;
}

/** How many calls there were since the page was loaded. */
export interface CallCounts {
  ok: number;
  failed: number;
  authenticator: number;
}

export function createFactsView(): FactsView {
  const status = byTestId('token-status', HTMLElement);
  const generation = byTestId('token-generation', HTMLElement);
  const name = byTestId('participant-name', HTMLElement);
  const callsOk = byTestId('calls-ok', HTMLElement);
  const callsFailed = byTestId('calls-failed', HTMLElement);
  const authenticatorCalls = byTestId('authenticator-calls', HTMLElement);

  return {
    showState(state) {
      status.textContent = state.status;
      if ('generation' in state) generation.textContent = String(state.generation);
    },
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
