// The snapshots as an rxjs Observable. `Observable` alone: a BehaviorSubject would cost every page 600 bytes more.
import { Observable, type Subscriber } from 'rxjs';
import type { TokenState } from './core/published-state.js';

export interface PublishedStates {
  /** Replays the current snapshot; never errors or completes. */
  readonly state$: Observable<TokenState>;
  next(state: TokenState): void;
}

export function createPublishedStates(): PublishedStates {
  const subscribers = new Set<Subscriber<TokenState>>();
  // What has been told, not what is: a new subscriber would else be told older snapshots after newer ones.
  let told: TokenState = { status: 'idle' };
  return {
    state$: new Observable((subscriber) => {
      subscribers.add(subscriber);
      subscriber.next(told);
      return () => subscribers.delete(subscriber);
    }),
    next(state) {
      told = state;
      // Whoever subscribes meanwhile is told on subscribing.
      const present = [...subscribers];
      for (const subscriber of present) subscriber.next(state);
    },
  };
}
