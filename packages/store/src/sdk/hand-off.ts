// The token on its way into the SDK, and out of it again.
import { handOverMostMs } from '../core/policy.js';
import { wallClockAt } from '../platform/clock.js';
import type { HandedToken } from '../token-sink.js';
import type { ParticipantSdk, SdkToken } from './participant-sdk.js';

/** Hands the SDK the token with the life that is left, in whole seconds rounded down. */
export function handToSdk(sdk: ParticipantSdk, token: HandedToken, baseUrl: string): void {
  const sdkToken: SdkToken = {
    access_token: token.accessToken,
    // The SDK passes this very object on to a survey's frame, maybe an hour later: it has to tell the life left then.
    get expires_in() {
      return wholeSeconds(token.leftMs());
    },
    token_type: 'Bearer',
  };
  sdk.setParticipantAccessToken(sdkToken, baseUrl);
  // The SDK reckons from whole seconds: told exactly, it refuses no token that the store still gives out.
  sdk.tokenExpires = wallClockAt() + token.leftMs();
}

/** The SDK has no call for it: its public members are emptied. Its timers go on and are not heeded. */
export function takeFromSdk(sdk: ParticipantSdk): void {
  const emptied = sdk as { token: SdkToken | null };
  emptied.token = null;
  sdk.tokenExpires = 0;
}

function wholeSeconds(leftMs: number): number {
  return Math.max(0, Math.floor(Math.min(leftMs, handOverMostMs) / 1000));
}
