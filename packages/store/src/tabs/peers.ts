// The engine's side of sharing: what is heard becomes an event, what happens here is told.
import type { TokenResponse } from '@mdh-tokens/contract';
import type { CoreEvent } from '../core/events.js';
import type { CoreState } from '../core/state.js';
import { TokenError } from '../core/token-error.js';
import { createTabShare, type TabShare } from './tab-share.js';
import type { ReadTabMessage } from './tab-message.js';

/** The token in hand, as the other tabs are told of it. */
export interface TellableToken {
  readonly response: TokenResponse;
  readonly generation: number;
  readonly lifeMs: number;
  readonly leftMs: number;
  readonly refreshInMs: number;
}

export interface PeersHost {
  dispatch(event: CoreEvent): void;
  dropped(why: string): void;
  /** The token, where it is usable now. */
  token(): TellableToken | null;
  core(): CoreState;
  /** The position of the time line. */
  now(): number;
  isLastToken(accessToken: string): boolean;
}

export interface Peers extends Pick<TabShare, 'open' | 'close' | 'ask' | 'takeTurn' | 'endTurn'> {
  tellToken(): void;
  /** @param agoMs how long ago the call left that failed */
  tellFailure(error: TokenError, agoMs: number): void;
  /** The answer that has just been heard: only while it is being told to the core. */
  heard(): TokenResponse | null;
}

/** @param identity `null` where this page works alone */
export function createPeers(identity: readonly string[] | null, host: PeersHost): Peers {
  if (identity === null) return alone;
  let arriving: TokenResponse | null = null;
  const share = createTabShare(identity, {
    heard: (message) => hear(message),
    turn: () => host.dispatch({ type: 'turn' }),
  });

  function hear(message: ReadTabMessage): void {
    switch (message.type) {
      case 'ask':
        return answer();
      case 'token':
        arriving = message.response;
        host.dispatch({
          type: 'peer-token',
          facts: { ...message.facts, sameToken: host.isLastToken(arriving.access_token) },
        });
        arriving = null;
        return undefined;
      case 'failure':
        return host.dispatch({ ...message, type: 'peer-failure' });
      case 'dropped':
        return host.dropped(message.why);
    }
  }

  /** Who asks is about to call, or was away: it is told the token, a sign-out and its age, or not to call yet. */
  function answer(): void {
    const { phase, error, endedAt, holdUntil } = host.core();
    const retryAfterSeconds = (holdUntil - host.now()) / 1000;
    if (host.token() !== null) tellToken();
    else if (phase === 'signed-out') tellFailure(error!, host.now() - endedAt);
    else if (retryAfterSeconds > 0) {
      tellFailure(new TokenError('rate_limited', 'told to wait', { retryAfterSeconds }), 0);
    }
  }

  function tellFailure(error: TokenError, agoMs: number): void {
    share.tellFailure(error, agoMs, host.core().subject);
  }

  function tellToken(): void {
    const token = host.token();
    if (token === null) return;
    const { response, generation, lifeMs, leftMs, refreshInMs } = token;
    share.tellToken({
      generation,
      lifeSeconds: lifeMs / 1000,
      refreshInSeconds: refreshInMs / 1000,
      response: { ...response, expires_in: leftMs / 1000 },
    });
  }

  return { ...share, tellToken, tellFailure, heard: () => arriving };
}

const nothing = () => undefined;
const alone: Peers = {
  open: nothing,
  close: nothing,
  ask: nothing,
  takeTurn: nothing,
  endTurn: nothing,
  tellFailure: nothing,
  tellToken: nothing,
  heard: () => null,
};
