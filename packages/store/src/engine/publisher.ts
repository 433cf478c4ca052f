// Events for the app: mitt keeps the listeners, rxjs the subscribers of the snapshots.
import mitt, { type Emitter } from 'mitt';
import { Observable, type Subscriber } from 'rxjs';
import { isSameSnapshot, type TokenState } from '../core/snapshot.js';
import { reporting, type Platform } from '../platform/platform.js';
import type { Notice, TokenEventName, TokenEvents } from './token-events.js';

type Handler<Name extends TokenEventName> = (payload: TokenEvents[Name]) => void;

export class Publisher {
  /** The last snapshot. It may be ahead of what listeners have been told. */
  snapshot: TokenState = { status: 'idle' };
  /** `Observable` alone: a BehaviorSubject would cost every page 600 bytes more. */
  readonly state$: Observable<TokenState>;
  private readonly emitter: Emitter<TokenEvents> = mitt<TokenEvents>();
  private readonly subscribers = new Set<Subscriber<TokenState>>();
  /** What has been told. A new subscriber would otherwise be told older snapshots after newer ones. */
  private told: TokenState = this.snapshot;

  constructor(private readonly platform: Platform) {
    this.state$ = new Observable((subscriber) => {
      this.subscribers.add(subscriber);
      subscriber.next(this.told);
      return () => this.subscribers.delete(subscriber);
    });
  }

  /** @returns what is to be told of it, if it says something new */
  publish(snapshot: TokenState): Notice | null {
    if (isSameSnapshot(this.snapshot, snapshot)) return null;
    this.snapshot = snapshot;
    return { name: 'state', payload: snapshot };
  }

  /** One listener that throws is reported, and keeps nobody else from the news. */
  tell({ name, payload }: Notice): void {
    if (name === 'state') this.tellSubscribers(payload);
    // Not emitter.emit: it stops at the first listener that throws.
    const handlers = this.emitter.all.get(name) as ((payload: unknown) => void)[] | undefined;
    for (const handler of handlers?.slice() ?? []) reporting(this.platform, () => handler(payload));
  }

  on<Name extends TokenEventName>(name: Name, handler: Handler<Name>): () => void {
    this.emitter.on(name, handler);
    let isOn = true;
    return () => {
      // mitt takes off the first of several registrations: not another caller's.
      if (isOn) this.emitter.off(name, handler);
      isOn = false;
    };
  }

  off<Name extends TokenEventName>(name: Name, handler: Handler<Name>): void {
    this.emitter.off(name, handler);
  }

  private tellSubscribers(state: TokenState): void {
    this.told = state;
    // A subscriber that comes meanwhile is told on subscribing.
    const present = [...this.subscribers];
    for (const subscriber of present) subscriber.next(state);
  }
}
