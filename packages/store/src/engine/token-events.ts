// What `store.on` tells, and how the core's words become those events.
import { textOf } from '#texts';
import type { RefreshReason } from '@mdh-tokens/contract';
import type { CoreAction, DiagnosticCode, DiagnosticDetails } from '../core/actions.js';
import { nextAttemptAt, wallInstant, type TokenState } from '../core/snapshot.js';
import type { CoreState } from '../core/state.js';
import type { DeniedError, FailedError, SignedOutError, TokenError } from '../core/token-error.js';

/** What `store.on` tells, and with what. No payload holds a token. Instants are epoch milliseconds. */
export type TokenEvents = {
  /** Every transition of the published state. */
  state: TokenState;
  /** A new token is in use. */
  token: { generation: number; expiresAt: number };
  /** A call to the authenticator leaves. One of the next three follows, unless the run ends. */
  'refresh-start': { reason: RefreshReason };
  'refresh-success': { generation: number; expiresAt: number };
  'refresh-failure': { error: TokenError; attempt: number; nextAttemptAt: number | null };
  /** The answer is not needed any more: another tab has brought a later token, or the page was restored meanwhile. */
  'refresh-needless': Record<string, never>;
  /** The token's life has ended before the next one came. */
  expired: { generation: number };
  'signed-out': { error: SignedOutError };
  /** The user is signed in and has no participant. */
  denied: { error: DeniedError };
  failed: { error: FailedError };
  /** Something unusual that the developer should know. */
  diagnostic: { code: DiagnosticCode; message: string; details: DiagnosticDetails };
};

export type TokenEventName = keyof TokenEvents;

/** An event, to be told when the state has been committed. */
export type Notice = {
  [Name in TokenEventName]: { readonly name: Name; readonly payload: TokenEvents[Name] };
}[TokenEventName];

export type NoticeAction = Extract<CoreAction, { type: `notify-${string}` | 'diagnose' }>;

/** @param core the state after the transition */
export function noticeOf(action: NoticeAction, core: CoreState): Notice {
  switch (action.type) {
    case 'diagnose':
      return diagnosticNotice(action.code, action.details);
    case 'notify-start':
      return { name: 'refresh-start', payload: { reason: action.reason } };
    case 'notify-success':
    case 'notify-token': {
      const { generation, token } = core;
      const payload = { generation, expiresAt: wallInstant(core, token?.expiresAt ?? 0) };
      return { name: action.type === 'notify-token' ? 'token' : 'refresh-success', payload };
    }
    case 'notify-failure': {
      const payload = {
        error: action.error,
        attempt: core.retry.attempt,
        nextAttemptAt: nextAttemptAt(core),
      };
      return { name: 'refresh-failure', payload };
    }
    case 'notify-needless':
      return { name: 'refresh-needless', payload: {} };
    case 'notify-expired':
      return { name: 'expired', payload: { generation: core.generation } };
    case 'notify-end': {
      const name = core.life.is === 'ended' ? core.life.as : 'failed';
      // The core ends a run with the codes that belong to its status only.
      return { name, payload: { error: action.error } } as Notice;
    }
  }
}

export function diagnosticNotice(code: DiagnosticCode, details: DiagnosticDetails): Notice {
  return { name: 'diagnostic', payload: { code, message: textOf(code)[0], details } };
}
