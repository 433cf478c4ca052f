// Turns the steps of a store's core into happenings.
import type { CallReport, CoreAction, CoreEvent, InspectedStep, TokenState } from '@mdh-tokens/store';
import type { Happening } from './entry.js';

/** Reads the steps of one store, in order. @param first the state before the first step */
export function readStep(first: TokenState): (step: InspectedStep) => Happening[] {
  let before = first;
  return (step) => {
    const happenings = [
      ...ofEvent(step.event),
      ...step.actions.flatMap((action) => ofAction(action, step, before)),
      ...statusChange(before, step.state),
    ];
    before = step.state;
    return happenings;
  };
}

/** The happening of a status that is another one than before. */
function statusChange(before: TokenState, state: TokenState): Happening[] {
  return before.status === state.status
    ? []
    : [{ type: 'status', status: state.status, code: codeOf(state) }];
}

/** How much of a token's life is over, 0 to 1. `null` if there is no token. */
function usedShareOf(state: TokenState, wallNow: number): number | null {
  if (!('issuedAt' in state)) return null;
  return Math.min(1, Math.max(0, (wallNow - state.issuedAt) / (state.expiresAt - state.issuedAt)));
}

function codeOf(state: TokenState): string | null {
  return 'error' in state && state.error !== null ? state.error.code : null;
}

function ofEvent(event: CoreEvent): Happening[] {
  switch (event.type) {
    case 'start':
    case 'stop':
    case 'sign-out':
      return [{ type: 'app', what: event.type }];
    case 'ask':
      return event.kind === 'refresh' ? [{ type: 'app', what: 'refresh' }] : [];
    case 'wake':
      return [{ type: 'page', what: event.restored ? 'restored' : 'wake' }];
    case 'online':
    case 'offline':
    case 'hint':
      return [{ type: 'page', what: event.type }];
    case 'refused':
      return [{ type: 'refused', generation: event.generation }];
    case 'called':
      return [requestOf(event)];
    case 'turn':
      return [{ type: 'tabs', what: 'turn' }];
    case 'peer-token':
      return [{ type: 'tabs', what: 'token' }];
    case 'peer-failure':
      return [{ type: 'tabs', what: 'failure' }];
    default:
      return [];
  }
}

function requestOf({ via, outcome, replayed, waitedMs, tookMs }: CallReport): Happening {
  return { type: 'request', via, outcome, replayed, waitedMs, tookMs };
}

function ofAction(action: CoreAction, { at, event, state }: InspectedStep, before: TokenState): Happening[] {
  switch (action.type) {
    case 'notify-start':
      return [{ type: 'call', reason: action.reason, usedShare: usedShareOf(before, at) }];
    case 'notify-success':
      return [answer('ok')];
    case 'notify-needless':
      return [answer('needless')];
    case 'notify-failure': {
      const nextAt = 'nextAttemptAt' in state ? state.nextAttemptAt : null;
      const { code, status = null } = action.error;
      return [{ ...answer('failed'), code, status, nextInMs: nextAt === null ? null : nextAt - at }];
    }
    case 'notify-token': {
      if (!('generation' in state)) return [];
      const from = event.type === 'peer-token' ? 'tab' : 'authenticator';
      return [{ type: 'token', generation: state.generation, lifeMs: state.expiresAt - at, ageMs: 0, from }];
    }
    case 'notify-expired':
      return 'generation' in before ? [{ type: 'expired', generation: before.generation }] : [];
    case 'diagnose': {
      const { code, details } = action;
      return [{ type: 'diagnostic', code, message: detailsText(details) }];
    }
    default:
      return [];
  }
}

/** An answer about which there is nothing more to say. */
function answer(outcome: 'ok' | 'needless' | 'failed'): Extract<Happening, { type: 'answer' }> {
  return { type: 'answer', outcome, code: null, status: null, nextInMs: null };
}

function detailsText(details: Readonly<Record<string, number | string>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
