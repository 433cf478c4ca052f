// One signed-in session on the page: the SDK with its store, and the calls that the demo makes.
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { startCallLoop } from './call-loop.js';
import { hostSdk, type HostSdkOptions } from './hosted-sdk.js';
import { createSurveys } from './surveys.js';

export interface ParticipantSession {
  readonly store: TokenStore;
  /** Opens a survey over the page. Resolves when it is over, with how it ended. */
  takeSurvey(): Promise<string>;
  /** Drops the token here, in the SDK and in the other tabs that share it, at once and without a call. */
  signOut(): void;
  /** Takes the token from the SDK and ends the calls, in this tab only. */
  end(): void;
}

export interface SessionObserver {
  /** Before the store starts, so that nothing is missed. */
  hosted(store: TokenStore): void;
  stateChanged(state: TokenState): void;
  nameRead(name: string): void;
  nameNotRead(error: unknown): void;
}

const callEveryMs = 2_000;

/** Hosts the SDK and begins to read the participant's name with it, every few seconds. */
export async function beginParticipantSession(
  options: HostSdkOptions,
  observer: SessionObserver,
): Promise<ParticipantSession> {
  const { sdk, store } = await hostSdk(options);
  const surveys = createSurveys(sdk);
  observer.hosted(store);
  const subscription = store.state$.subscribe((state) => observer.stateChanged(state));
  // A failure shows in the state; the promise is for those who want to wait.
  void store.start();

  const stopCalls = startCallLoop({
    call: () => sdk.getParticipantInfo(),
    everyMs: callEveryMs,
    isPaused: () => !navigator.onLine,
    onResult: (result) => {
      if (result.ok) observer.nameRead(nameOf(result.answer.demographics));
      else observer.nameNotRead(result.error);
    },
  });

  const leave = (): void => {
    stopCalls();
    surveys.release();
  };
  return {
    store,
    takeSurvey: () => surveys.take(),
    signOut() {
      leave();
      store.signOut();
    },
    end() {
      leave();
      subscription.unsubscribe();
      // A store that is signed out holds nothing, and goes on saying why.
      if (store.state.status !== 'signed-out') store.stop();
    },
  };
}

function nameOf({ firstName, lastName }: { firstName?: string; lastName?: string }): string {
  return [firstName, lastName].filter(Boolean).join(' ') || 'without a name';
}
