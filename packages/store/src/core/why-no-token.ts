// What one who has waited for a token in vain is told.
import type { CoreState } from './state.js';
import { TokenError } from './token-error.js';

export function whyNoToken({ lastError, flight, holdUntil }: CoreState, now: number): TokenError {
  return new TokenError('timeout', 'no token came in time', {
    cause: lastError ?? undefined,
    hint:
      lastError === null
        ? whatIsAwaited(flight !== null, now < holdUntil)
        : `Last failure: ${lastError.message}. ${lastError.hint}`,
  });
}

function whatIsAwaited(isCalling: boolean, isHeld: boolean): string {
  if (isCalling) return 'The call to the authenticator is still on its way.';
  return isHeld ? 'The authenticator has asked to wait (Retry-After).' : 'Another tab may be calling.';
}
