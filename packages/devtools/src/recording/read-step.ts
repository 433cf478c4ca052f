// Turns the steps of a store's core into happenings.
import type { CoreAction, CoreEvent, InspectedStep, TokenState } from '@mdh-tokens/store';
import type { Happening } from './entry.js';

/** Reads the steps of one store, in order. @param first the state before the first step */
export function readStep(first: TokenState): (step: InspectedStep) => Happening[] {
  let before = first;
  return (step) => {
    const { event, actions, state } = step;
    const happenings = [
      ofEvent(event),
      ...actions.map((action) => ofAction(action, step, before)),
      before.status === state.status ? null : ofStatus(state),
    ];
    before = state;
    return happenings.filter((happening) => happening !== null);
  };
}

function ofStatus(state: TokenState): Happening {
  const code = 'error' in state && state.error !== null ? state.error.code : null;
  return { type: 'status', status: state.status, code };
}

function ofEvent(event: CoreEvent): Happening | null {
  switch (event.type) {
    case 'start':
    case 'stop':
    case 'sign-out':
      return { type: 'app', what: event.type };
    case 'ask':
      return event.kind === 'refresh' ? { type: 'app', what: event.kind } : null;
    case 'wake':
      return { type: 'page', what: event.restored ? 'restored' : event.type };
    case 'online':
    case 'offline':
    case 'hint':
      return { type: 'page', what: event.type };
    case 'refused':
      return { type: event.type, generation: event.generation };
    case 'called': {
      const { via, outcome, replayed, waitedMs, tookMs } = event;
      return { type: 'request', via, outcome, replayed, waitedMs, tookMs };
    }
    case 'turn':
    case 'peer-token':
    case 'peer-failure':
      return { type: 'tabs', what: event.type };
    default:
      return null;
  }
}

function ofAction(action: CoreAction, step: InspectedStep, before: TokenState): Happening | null {
  const { at, event, state } = step;
  switch (action.type) {
    case 'notify-start':
      return { type: 'call', reason: action.reason, usedShare: usedShareOf(before, at) };
    case 'notify-success':
      return answer('ok');
    case 'notify-needless':
      return answer('needless');
    case 'notify-failure': {
      const { code, status = null } = action.error;
      const nextAt = 'nextAttemptAt' in state ? state.nextAttemptAt : null;
      return answer('failed', code, status, nextAt === null ? null : nextAt - at);
    }
    case 'notify-token': {
      if (!('generation' in state)) return null;
      const { generation, expiresAt } = state;
      const from = event.type === 'peer-token' ? 'tab' : 'authenticator';
      return { type: 'token', generation, lifeMs: expiresAt - at, ageMs: 0, from };
    }
    case 'notify-expired':
      return 'generation' in before ? { type: 'expired', generation: before.generation } : null;
    case 'diagnose': {
      const details = Object.entries(action.details).map((detail) => detail.join(' '));
      return { type: 'diagnostic', code: action.code, message: details.join(', ') };
    }
    default:
      return null;
  }
}

/** How much of a token's life is over, 0 to 1. `null` if there is no token. */
function usedShareOf(state: TokenState, wallNow: number): number | null {
  if (!('issuedAt' in state)) return null;
  return Math.min(1, Math.max(0, (wallNow - state.issuedAt) / (state.expiresAt - state.issuedAt)));
}

function answer(
  outcome: 'ok' | 'needless' | 'failed',
  code: string | null = null,
  status: number | null = null,
  nextInMs: number | null = null,
): Happening {
  return { type: 'answer', outcome, code, status, nextInMs };
}
