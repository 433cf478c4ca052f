// The guided tour: five things to do, and how it is seen that each is done.
import type { TokenState } from '@mdh-tokens/store';

/** What the tour has seen so far. */
export interface TourFacts {
  readonly isSignedIn: boolean;
  /** Tokens since the page was opened. */
  readonly generation: number;
  readonly hasFailed: boolean;
  readonly hasRecovered: boolean;
  readonly hasSecondTab: boolean;
  readonly hasSecondParticipant: boolean;
}

export const nothingSeen: TourFacts = {
  isSignedIn: false,
  generation: 0,
  hasFailed: false,
  hasRecovered: false,
  hasSecondTab: false,
  hasSecondParticipant: false,
};

export interface TourStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What its button says; `null` if there is none. */
  readonly action: string | null;
  isDone(facts: TourFacts): boolean;
}

export const tourSteps: readonly TourStep[] = [
  {
    id: 'sign-in',
    title: 'Sign in',
    text: 'Choose a participant above. The first token comes, and the SDK reads the name with it.',
    action: null,
    isDone: ({ isSignedIn }) => isSignedIn,
  },
  {
    id: 'refresh',
    title: 'See a refresh',
    text: 'The next token takes over while the old one is still good: no call notices. It comes by itself, or now.',
    action: 'Refresh now',
    isDone: ({ generation }) => generation >= 2,
  },
  {
    id: 'break',
    title: 'Break the authenticator, and mend it',
    text: 'A red cross for each try, ever slower. The token in hand goes on. Press again, and it recovers by itself.',
    action: 'Break, then mend',
    isDone: ({ hasRecovered }) => hasRecovered,
  },
  {
    id: 'tab',
    title: 'Open a second tab',
    text: 'The same participant there: the tabs share one token. Put them side by side, and sign out in one.',
    action: 'Open the same participant',
    isDone: ({ hasSecondTab }) => hasSecondTab,
  },
  {
    id: 'beside',
    title: 'Sign in as somebody else beside it',
    text: 'Another name of this machine has sessions of its own: two participants side by side, each with their token. Break one: the other goes on.',
    action: 'Open another participant',
    isDone: ({ hasSecondParticipant }) => hasSecondParticipant,
  },
];

/** What a state of the store adds to what the tour has seen. */
export function seeState(facts: TourFacts, state: TokenState): TourFacts {
  const isFailing = state.status === 'degraded' || state.status === 'expired';
  return {
    ...facts,
    isSignedIn: facts.isSignedIn || state.status === 'active',
    generation: Math.max(facts.generation, 'generation' in state ? state.generation : 0),
    hasFailed: facts.hasFailed || isFailing,
    hasRecovered: facts.hasRecovered || (facts.hasFailed && state.status === 'active'),
  };
}
