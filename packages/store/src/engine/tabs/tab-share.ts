// The other tabs of this user, in the words of the core: what is heard becomes an event, an action becomes a message.
import type { TokenResponse } from '@mdh-tokens/contract';
import type { PeerFacts, PeerFailure } from '../../core/events.js';
import { sameMomentMs } from '../../core/policy.js';
import type { CoreState, usableToken } from '../../core/state.js';
import type { TokenError } from '../../core/token-error.js';
import type { Platform, reporting } from '../../platform/platform.js';
import { TabLine } from './tab-line.js';
import { failureMessage, readTabMessage, type MessageTools } from './tab-message.js';

/** What the part uses of the rest of the store. Handed in, so that its file in a bundle holds no part of it. */
export interface TabTools extends MessageTools {
  readonly reporting: typeof reporting;
  readonly usableToken: typeof usableToken;
}

/** The store that shares. */
export interface TabShareHost {
  readonly platform: Platform;
  readonly tabTools: TabTools;
  core(): CoreState;
  /** The position of the time line. */
  now(): number;
  /** The answer that brought the token in hand. */
  answer(): TokenResponse | null;
  heardToken(facts: Omit<PeerFacts, 'sameToken'>, response: TokenResponse): void;
  heardFailure(failure: PeerFailure): void;
  dropped(why: string): void;
  turn(): void;
}

export class TabShare {
  readonly line: TabLine;

  constructor(
    private readonly host: TabShareHost,
    identity: readonly string[],
  ) {
    this.line = new TabLine(host.platform, identity, {
      reporting: host.tabTools.reporting,
      heard: (message) => this.hear(message),
      turn: () => host.turn(),
    });
  }

  /** The page is in use again. Nobody could tell it of a sign-out while it was away. */
  show(): void {
    if (this.line.show()) this.ask();
  }

  ask(): void {
    this.line.post({ type: 'ask' });
  }

  tellToken(): void {
    const { host } = this;
    const core = host.core();
    const response = host.answer();
    const now = host.now();
    const token = host.tabTools.usableToken(core, now);
    if (response === null || token === null || core.lifeMs === null) return;
    this.line.post({
      type: 'token',
      sentAt: host.platform.wallClockAt(),
      generation: token.generation,
      lifeSeconds: core.lifeMs / 1000,
      refreshInSeconds: (token.refreshAt - now) / 1000,
      response: { ...response, expires_in: (token.expiresAt - now) / 1000 },
    });
  }

  /**
   * @param agoMs how long ago the call left that failed, or the user signed out
   * @param then the state of that moment
   */
  tellFailure(error: TokenError, agoMs: number, { subject }: CoreState = this.host.core()): void {
    const sentAt = this.host.platform.wallClockAt();
    const message = failureMessage(error, { sentAt, agoMs, subject });
    if (message !== null) this.line.post(message);
  }

  private hear(raw: unknown): void {
    const { host } = this;
    const message = readTabMessage(raw, host.platform.wallClockAt(), host.tabTools);
    switch (message.type) {
      case 'ask':
        return this.answer();
      case 'token':
        return host.heardToken(message.facts, message.response);
      case 'failure': {
        const { error, agoMs, subject } = message;
        return host.heardFailure({ error, agoMs, subject });
      }
      case 'dropped':
        return host.dropped(message.why);
    }
  }

  /** A tab that asks is about to call, or was away. It is told the token, an end and its age, or not to call yet. */
  private answer(): void {
    const core = this.host.core();
    const now = this.host.now();
    const { usableToken: usable, TokenError: Failure } = this.host.tabTools;
    const { life, endedAt, limits } = core;
    const heldSeconds = ((limits.notBeforeAt ?? now) - now) / 1000;
    if (usable(core, now) !== null) this.tellToken();
    else if (life.is === 'ended' && endedAt !== null)
      this.tellFailure(life.error, Math.max(now - endOf(life.error, endedAt), 0));
    else if (heldSeconds > 0) {
      this.tellFailure(new Failure('rate_limited', 'told to wait', { retryAfterSeconds: heldSeconds }), 0);
    }
  }
}

/** When the session ended in truth: the core counts the moment after a sign-out to it. */
function endOf({ code }: TokenError, endedAt: number): number {
  return code === 'signed_out' ? endedAt - sameMomentMs : endedAt;
}
