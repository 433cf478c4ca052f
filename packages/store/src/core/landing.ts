// How a call ends, well or not.
import type { CoreState, Flight } from './state.js';
import type { TokenError } from './token-error.js';

/** The call has ended, one way or the other. */
export function land(state: CoreState, { id, reason }: Flight, error: TokenError | null): CoreState {
  return {
    ...state,
    flight: null,
    landed: { flightId: id, forced: reason === 'forced', error },
    finishedCalls: state.finishedCalls + 1,
  };
}

/**
 * What is still wanted when a call has ended. A caller's demand is met by any call. `refresh()` is met only by a call
 * that left after it, and is tried again as a forced one: its caller wants nothing from the authenticator's cache.
 */
export function keptWant({ wanted }: CoreState): CoreState['wanted'] {
  return wanted === 'demand' ? null : wanted;
}
