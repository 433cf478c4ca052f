// What the pages of one browser share, in virtual time: channels that pages hear each other through, and locks with one
// holder.

/** Runs a task after a delay. @returns calls it off */
export type SetTimer = (delayMs: number, task: () => void) => () => void;

const deliveryMs = 1;

/** As `BroadcastChannel` has them: every other member of the same name hears a message, a moment later. */
export class VirtualChannels {
  private readonly members = new Set<{ readonly name: string; heard(message: unknown): void }>();

  /** @param delayMs how long a message takes; asked for each delivery */
  constructor(
    private readonly setTimer: SetTimer,
    private readonly delayMs: () => number = () => deliveryMs,
  ) {}

  open(name: string, heard: (message: unknown) => void): { post(message: unknown): void; close(): void } {
    const member = { name, heard };
    this.members.add(member);
    return {
      post: (message) => this.deliver(member, structuredClone(message)),
      close: () => void this.members.delete(member),
    };
  }

  private deliver(sender: { readonly name: string }, message: unknown): void {
    for (const member of this.members) {
      if (member === sender || member.name !== sender.name) continue;
      this.setTimer(this.delayMs(), () => this.members.has(member) && member.heard(message));
    }
  }
}

/** As Web Locks have them: first come, first served, and a signal that ends the wait but not the hold. */
export class VirtualLocks {
  private readonly tails = new Map<string, Promise<unknown>>();

  request<Result>(
    name: string,
    signal: AbortSignal | undefined,
    hold: () => Promise<Result>,
  ): Promise<Result> {
    const before = this.tails.get(name) ?? Promise.resolve();
    const turn = signal === undefined ? before : Promise.race([before, abortOf(signal)]);
    const held = turn.then(hold);
    // A page that stops waiting does not let the next one in before the holder leaves.
    this.tails.set(name, Promise.allSettled([before, held]));
    return held;
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** A class in the place of the global `BroadcastChannel`, for code that is not given a platform. */
export function virtualBroadcastChannel(): typeof BroadcastChannel {
  const channels = new VirtualChannels((delayMs, task) => {
    const handle = setTimeout(task, delayMs);
    return () => clearTimeout(handle);
  });

  class VirtualBroadcastChannel extends EventTarget {
    private readonly line: ReturnType<VirtualChannels['open']>;

    constructor(readonly name: string) {
      super();
      this.line = channels.open(name, (data) => this.dispatchEvent(new MessageEvent('message', { data })));
    }

    postMessage(message: unknown): void {
      this.line.post(message);
    }

    close(): void {
      this.line.close();
    }
  }
  return VirtualBroadcastChannel as unknown as typeof BroadcastChannel;
}

type HoldLock = (lock: { readonly name: string; readonly mode: 'exclusive' }) => unknown;
type LockArguments = [HoldLock] | [{ readonly signal?: AbortSignal }, HoldLock];

/** An object in the place of the global `navigator.locks`, for code that is not given a platform. */
export function virtualLockManager(): { request(name: string, ...rest: LockArguments): Promise<unknown> } {
  const locks = new VirtualLocks();
  return {
    request(name, ...rest) {
      const [options, hold] = rest.length === 1 ? [{}, rest[0]] : rest;
      return locks.request(name, options.signal, async () => hold({ name, mode: 'exclusive' }));
    },
  };
}
