// The token on its way into the SDK, and out of it again.
import type { Supply } from '../engine/token-sink.js';
import type { ParticipantSdk, SdkToken } from './participant-sdk.js';

/** The longest life that the SDK's timer can hold, 2^31-1 ms after its own 120 s are taken off. */
const timerMostMs = 2_147_603_000;

/** Nothing may hang before the first token, and an early call must know its host. */
export function tellHost(sdk: ParticipantSdk, baseUrl: string): void {
  // `false`: the SDK's embedded mode would take token and host from whatever frames the page.
  sdk.enableStandaloneMode?.(false, baseUrl);
  // SDKs up to 3.27 ignore the argument.
  sdk.baseUrl = baseUrl;
}

/**
 * Hands the SDK the token with the life that is left, in whole seconds rounded down. If the SDK has this token already,
 * it is only told when that ends: every further hand-over leaves a timer in it that nobody can clear.
 */
export function handToSdk(sdk: ParticipantSdk, accessToken: string, supply: Supply, baseUrl: string): void {
  if (sdk.token?.access_token !== accessToken) giveToSdk(sdk, accessToken, supply, baseUrl);
  // The SDK reckons from whole seconds: told exactly, it refuses no token that the store still gives out.
  sdk.tokenExpires = supply.platform.wallClockAt() + supply.leftMs();
}

function giveToSdk(sdk: ParticipantSdk, accessToken: string, supply: Supply, baseUrl: string): void {
  const sdkToken: SdkToken = {
    access_token: accessToken,
    // The SDK passes this very object on to a survey's frame, maybe an hour later: it has to tell the life left then.
    get expires_in() {
      return wholeSeconds(supply.leftMs());
    },
    token_type: 'Bearer',
  };
  sdk.setParticipantAccessToken(sdkToken, baseUrl);
}

/** The SDK has no method for it: its public members are emptied. Its timers go on and are not heeded. */
export function takeFromSdk(sdk: ParticipantSdk): void {
  const emptied = sdk as { token: SdkToken | null };
  emptied.token = null;
  sdk.tokenExpires = 0;
}

/** Whether other code has taken the token from the SDK, or put another token or host there. */
export function isReplaced(sdk: ParticipantSdk, accessToken: string, baseUrl: string): boolean {
  return sdk.token?.access_token !== accessToken || sdk.baseUrl !== baseUrl;
}

function wholeSeconds(leftMs: number): number {
  return Math.max(0, Math.floor(Math.min(leftMs, timerMostMs) / 1000));
}
