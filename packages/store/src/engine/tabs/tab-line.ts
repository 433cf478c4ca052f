// The line to the other tabs of this user: a channel for messages, and a lock that makes turns of the calls.
import type { Channel, Platform, reporting } from '../../platform/platform.js';
import type { TabMessage } from './tab-message.js';

export interface TabLineListener {
  /** Handed in, so that the tabs' file of a bundle holds no part of the store. */
  readonly reporting: typeof reporting;
  heard(message: unknown): void;
  /** It is this tab's turn. */
  turn(): void;
}

interface Names {
  readonly channel: string;
  readonly lock: string;
}

/**
 * Fails open: without channels nothing is heard and nothing is said, and without locks a turn is granted at once. In
 * the back/forward cache the channel is closed and no lock is held, since either would keep the page out of it.
 */
export class TabLine {
  private readonly names: Promise<Names | null>;
  private channel: Channel | null = null;
  private isOpen = false;
  /** Counts the turns asked for: a name or a lock that comes late is not wanted any more. */
  private turn = 0;
  private leaveTurn: (() => void) | null = null;

  /**
   * @param identity what the tabs that share have in common: origin, base URL and the app's key. It is hashed into the
   *   names of channel and lock, each by a hash of its own: a page can list the locks of its origin, and must not learn
   *   the channel's name from them.
   */
  constructor(
    private readonly platform: Platform,
    identity: readonly string[],
    private readonly listener: TabLineListener,
  ) {
    this.names = namesOf(platform, identity);
  }

  open(): void {
    this.isOpen = true;
    void this.connect();
  }

  close(): void {
    this.isOpen = false;
    this.disconnect();
  }

  /** The page is left, perhaps for the back/forward cache. */
  hide(): void {
    this.disconnect();
    this.leaveTurn?.();
  }

  /**
   * Opens the channel again after the page was left. Messages sent meanwhile are lost. @returns whether it was closed
   */
  show(): boolean {
    if (!this.isOpen || this.channel !== null) return false;
    void this.connect();
    return true;
  }

  /** Posts at once if the channel is open, since the end of a run closes it in the same turn of the event loop. */
  post(message: TabMessage): void {
    const { channel, platform, listener } = this;
    if (channel !== null) listener.reporting(platform, () => channel.post(message));
    else void this.postLater(message);
  }

  async takeTurn(): Promise<void> {
    const turn = ++this.turn;
    const names = await this.names;
    if (turn !== this.turn) return;
    if (names === null) return this.listener.turn();
    this.leaveTurn = this.requestLock(names.lock);
  }

  endTurn(): void {
    this.turn += 1;
    this.leaveTurn?.();
    this.leaveTurn = null;
  }

  private async connect(): Promise<void> {
    const names = await this.names;
    if (names === null || !this.isOpen || this.channel !== null) return;
    this.channel = this.platform.openChannel(names.channel, (message) => this.listener.heard(message));
  }

  private disconnect(): void {
    this.channel?.close();
    this.channel = null;
  }

  /** A store that is not started has no channel, but a sign-out has to be heard all the same. */
  private async postLater(message: TabMessage): Promise<void> {
    const names = await this.names;
    if (names === null) return;
    const channel = this.channel ?? this.platform.openChannel(names.channel, () => undefined);
    if (channel !== null) this.listener.reporting(this.platform, () => channel.post(message));
    if (channel !== this.channel) channel?.close();
  }

  /** @returns gives the lock back, or stops waiting for it */
  private requestLock(name: string): () => void {
    const waiting = new AbortController();
    let giveBack: (() => void) | null = null;
    const hold = () =>
      new Promise<void>((resolve) => {
        giveBack = resolve;
        this.listener.turn();
      });
    this.platform.requestLock(name, waiting.signal, hold).catch(() => {
      if (!waiting.signal.aborted) this.listener.turn();
    });
    return () => (giveBack === null ? waiting.abort() : giveBack());
  }
}

/** `null` if the page cannot hash after all: then it works alone. */
async function namesOf(platform: Platform, identity: readonly string[]): Promise<Names | null> {
  const nameOf = async (use: string) =>
    `mdh-tokens:${await platform.sha256Hex(JSON.stringify([use, ...identity]))}`;
  try {
    return { channel: await nameOf('channel'), lock: await nameOf('lock') };
  } catch {
    return null;
  }
}
