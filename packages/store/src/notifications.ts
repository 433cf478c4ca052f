// Events for the app: mitt keeps the listeners, and one listener that throws harms nobody else.
import mitt from 'mitt';
import type { DiagnosticCode } from './core/actions.js';
import type { TokenState } from './core/published-state.js';
import type { TokenError } from './core/token-error.js';
import type { RefreshReason } from '@mdh-tokens/contract';
import { reporting } from './platform/report-error.js';

/** What `store.on` tells, and with what. No payload holds a token. */
export type TokenEvents = {
  /** Every transition of the published state. */
  state: TokenState;
  /** A new token is in use. `expiresAt` in epoch milliseconds. */
  token: { generation: number; expiresAt: number };
  'refresh-start': { reason: RefreshReason };
  'refresh-success': { generation: number; expiresAt: number };
  /** A call failed; `nextAttemptAt` in epoch milliseconds. */
  'refresh-failure': { error: TokenError; attempt: number; nextAttemptAt: number | null };
  /** The token's life has ended before the next one came. */
  expired: { generation: number };
  'signed-out': { error: TokenError };
  failed: { error: TokenError };
  /** Something unusual that the developer should know. */
  diagnostic: { code: DiagnosticCode; message: string; details: Readonly<Record<string, number | string>> };
};

export type TokenEventName = keyof TokenEvents;

/** Something to tell, kept until the state has been committed. */
export type Notice = {
  [Name in TokenEventName]: { readonly name: Name; readonly payload: TokenEvents[Name] };
}[TokenEventName];

export interface Notifications {
  on: <Name extends TokenEventName>(name: Name, handler: (payload: TokenEvents[Name]) => void) => () => void;
  off: <Name extends TokenEventName>(name: Name, handler: (payload: TokenEvents[Name]) => void) => void;
  tell(notice: Notice): void;
}

export function createNotifications(): Notifications {
  const emitter = mitt<TokenEvents>();
  return {
    on(name, handler) {
      emitter.on(name, handler);
      let isOn = true;
      return () => {
        // mitt takes off the first of several registrations: not somebody else's.
        if (isOn) emitter.off(name, handler);
        isOn = false;
      };
    },
    off(name, handler) {
      emitter.off(name, handler);
    },
    tell({ name, payload }) {
      // Not emitter.emit: it stops at the first listener that throws.
      const handlers = emitter.all.get(name) as ((payload: unknown) => void)[] | undefined;
      for (const handler of handlers?.slice() ?? []) reporting(() => handler(payload));
    },
  };
}
