// The other tabs of this user: their messages, and the turn to call.
import type { TokenError } from '../core/token-error.js';
import { wallClockAt } from '../platform/clock.js';
import { sha256Hex } from '../platform/digest.js';
import { openTabChannel, type TabChannel } from '../platform/tab-channel.js';
import { requestTabLock } from '../platform/tab-lock.js';
import {
  failureMessage,
  readTabMessage,
  type ReadTabMessage,
  type TabMessage,
  type TokenMessage,
} from './tab-message.js';

export interface TabShareListener {
  heard(message: ReadTabMessage): void;
  /** It is this tab's turn. */
  turn(): void;
}

export interface TabShare {
  open(): void;
  close(): void;
  ask(): void;
  tellToken(message: Omit<TokenMessage, 'type' | 'sentAt'>): void;
  tellFailure(error: TokenError, agoMs: number, subject: string | null): void;
  takeTurn(): void;
  endTurn(): void;
}

/**
 * @param identity what the tabs that share have in common: origin, base URL and the app's key. It is hashed into the
 *   names of channel and lock, so that no other user, and no other key, shares anything.
 */
export function createTabShare(identity: readonly string[], listener: TabShareListener): TabShare {
  const name = nameOf(identity);
  let channel: TabChannel | null = null;
  // Counts openings and turns: a name that comes late is not wanted any more.
  let opening = 0;
  let turn = 0;
  let leaveTurn: (() => void) | null = null;

  /** At once where that can be: what ends a run closes the channel in the same turn. */
  function post(message: TabMessage): void {
    if (channel !== null) channel.post(message);
    else void name.then(() => channel?.post(message));
  }

  const ask = () => post({ type: 'ask' });

  async function open(): Promise<void> {
    const current = ++opening;
    const text = await name;
    if (text === null || current !== opening || channel !== null) return;
    channel = openTabChannel(text, {
      heard: (message) => listener.heard(readTabMessage(message, wallClockAt())),
      // Nobody could tell this page of a sign-out while it was away.
      reopened: ask,
    });
  }

  async function takeTurn(): Promise<void> {
    const current = ++turn;
    const text = await name;
    if (current !== turn) return;
    if (text === null) listener.turn();
    else leaveTurn = requestTabLock(text, () => listener.turn());
  }

  return {
    open: () => void open(),
    close() {
      opening++;
      channel?.close();
      channel = null;
    },
    ask,
    tellToken: (message) => post({ type: 'token', sentAt: wallClockAt(), ...message }),
    tellFailure(error, agoMs, subject) {
      const message = failureMessage(error, { sentAt: wallClockAt(), agoMs, subject });
      if (message !== null) post(message);
    },
    takeTurn: () => void takeTurn(),
    endTurn() {
      turn++;
      leaveTurn?.();
      leaveTurn = null;
    },
  };
}

/** `null` where the page cannot hash after all: then it works alone. */
async function nameOf(identity: readonly string[]): Promise<string | null> {
  try {
    return `mdh-tokens:${await sha256Hex(JSON.stringify(identity))}`;
  } catch {
    return null;
  }
}
