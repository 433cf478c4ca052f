// The token on its way into the SDK, and out of it again.
import { wallClockAt } from '../platform/clock.js';
import type { HandedToken } from '../token-sink.js';
import type { ParticipantSdk, SdkToken } from './participant-sdk.js';

/** The longest life that the SDK's timer can hold, 2^31-1 ms after its own 120 s are taken off. */
const timerMostMs = 2_147_603_000;

/**
 * Hands the SDK the token with the life that is left, in whole seconds rounded down. Where the SDK has this token, it is
 * only told when that ends: each other hand-over leaves a timer in it that nobody can clear.
 */
export function handToSdk(sdk: ParticipantSdk, token: HandedToken, baseUrl: string): void {
  if (sdk.token?.access_token !== token.accessToken) giveToSdk(sdk, token, baseUrl);
  // The SDK reckons from whole seconds: told exactly, it refuses no token that the store still gives out.
  sdk.tokenExpires = wallClockAt() + token.leftMs();
}

function giveToSdk(sdk: ParticipantSdk, token: HandedToken, baseUrl: string): void {
  const sdkToken: SdkToken = {
    access_token: token.accessToken,
    // The SDK passes this very object on to a survey's frame, maybe an hour later: it has to tell the life left then.
    get expires_in() {
      return wholeSeconds(token.leftMs());
    },
    token_type: 'Bearer',
  };
  sdk.setParticipantAccessToken(sdkToken, baseUrl);
}

/** The SDK has no call for it: its public members are emptied. Its timers go on and are not heeded. */
export function takeFromSdk(sdk: ParticipantSdk): void {
  const emptied = sdk as { token: SdkToken | null };
  emptied.token = null;
  sdk.tokenExpires = 0;
}

function wholeSeconds(leftMs: number): number {
  return Math.max(0, Math.floor(Math.min(leftMs, timerMostMs) / 1000));
}
