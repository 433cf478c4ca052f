// Keeps the MyDataHelps SDK supplied with a store's token.
import type { CoreEvent } from '../core/events.js';
import { TokenError } from '../core/token-error.js';
import type { Engine } from '../engine.js';
import { reporting } from '../platform/report-error.js';
import { sdkBaseUrl } from '../secure-url.js';
import type { TokenSink } from '../token-sink.js';
import { gateConnect, gateRequests, type GateRules } from './gate.js';
import { handToSdk, takeFromSdk } from './hand-off.js';
import { hostedError, isHostedByPlatform } from './hosted.js';
import { claimSdk, isOwnedBy, isOwnedByOther, releaseSdk } from './owner.js';
import type { ParticipantSdk } from './participant-sdk.js';
import { watchSurveyFrame } from './survey-frame.js';

/** Options of `connectSdk`. */
export interface ConnectSdkOptions {
  /** MyDataHelps' base URL for this SDK. Default: the store's. */
  baseUrl?: string | undefined;
  /**
   * Whether the SDK's calls are led through the store: they wait for a valid token, and a 401 is answered by a new
   * token and one replay. Default `true`; with `false` the SDK is only handed the tokens.
   */
  intercept?: boolean | undefined;
  /** Whether MyDataHelps shows the page and manages the token itself. Default `'detect'`. */
  hosted?: boolean | 'detect' | undefined;
}

/** Supplies `sdk` from `engine`. @returns takes the token from the SDK and puts its methods back */
export function supplySdk(
  engine: Engine,
  sdk: ParticipantSdk,
  storeBaseUrl: string,
  options: ConnectSdkOptions = {},
): () => void {
  if (typeof sdk?.setParticipantAccessToken !== 'function') {
    throw new TokenError('invalid_option', 'sdk is not the MyDataHelps SDK', {
      hint: 'Pass the default export of @careevolution/mydatahelps-js.',
    });
  }
  const baseUrl = options.baseUrl === undefined ? storeBaseUrl : sdkBaseUrl(options.baseUrl);
  const { hosted = 'detect', intercept = true } = options;
  const isHosted = hosted === 'detect' ? isHostedByPlatform(sdk) : hosted;
  const owner = {};
  const passes = () => isOwnedByOther(sdk, owner);
  const onHint = () => engine.dispatch({ type: 'tick' } satisfies CoreEvent);
  let removeGate: (() => void) | null = null;

  /** Nothing may hang before the first token, and an early call must know its host. @returns why it cannot be done */
  function prepare(): TokenError | null {
    try {
      tellHost(sdk, baseUrl);
      removeGate ??= intercept ? installGate(engine, sdk, passes) : () => {};
      return null;
    } catch (cause) {
      return new TokenError('invalid_option', 'the SDK cannot be prepared: one of its methods threw', {
        cause,
      });
    }
  }

  const sink: TokenSink = {
    receiver: sdk,
    hosted: () => (isHosted ? hostedError() : null),
    claim() {
      const refusal = claimSdk(sdk, owner) ?? prepare();
      if (refusal !== null) {
        releaseSdk(sdk, owner);
        return refusal;
      }
      for (const missing of missingIn(sdk, intercept)) engine.diagnose('sdk_outdated', { missing });
      // Only a hint, so that an SDK that cannot give it is supplied all the same.
      reporting(() => sdk.on('tokenWillExpire', onHint));
      return null;
    },
    handOver: (token) => handToSdk(sdk, token, baseUrl),
    drop() {
      if (isOwnedBy(sdk, owner)) takeFromSdk(sdk);
    },
    release(isStopped) {
      const wasOwned = isOwnedBy(sdk, owner);
      releaseSdk(sdk, owner);
      if (isStopped) {
        removeGate?.();
        removeGate = null;
      }
      if (wasOwned) reporting(() => sdk.off('tokenWillExpire', onHint));
    },
    disconnect() {
      engine.removeSink(sink);
      sink.drop();
      sink.release(true);
    },
  };

  const refusal = isHosted || passes() ? null : prepare();
  if (refusal !== null) throw refusal;
  engine.addSink(sink);
  return sink.disconnect;
}

/** Leads the SDK's calls through the store. @returns puts its methods back */
function installGate(engine: Engine, sdk: ParticipantSdk, passes: () => boolean): () => void {
  const frame = watchSurveyFrame(sdk);
  const rules: GateRules = { passes, isSurveyAsking: frame.isAsking };
  const undoing = [frame.ignore];
  const undo = () => {
    for (const undoOne of undoing) undoOne();
  };
  try {
    undoing.push(gateConnect(sdk, engine, rules));
    undoing.push(gateRequests(sdk, engine, rules));
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

function tellHost(sdk: ParticipantSdk, baseUrl: string): void {
  if (sdk.enableStandaloneMode === undefined) sdk.baseUrl = baseUrl;
  else sdk.enableStandaloneMode(false, baseUrl);
}

/** What an old SDK lacks: without `makeRequest` a 401 is not answered by a new token. */
function missingIn(sdk: ParticipantSdk, intercepts: boolean): string[] {
  return ['enableStandaloneMode', ...(intercepts ? ['makeRequest'] : [])].filter(
    (name) => typeof (sdk as unknown as Record<string, unknown>)[name] !== 'function',
  );
}
