// Keeps the MyDataHelps SDK supplied with a store's token.
import type { CoreEvent } from '../core/events.js';
import { TokenError } from '../core/token-error.js';
import type { Engine } from '../engine.js';
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
  baseUrl?: string;
  /**
   * Whether the SDK's calls are led through the store: they wait for a valid token, and a 401 is answered by a new
   * token and one replay. Default `true`; with `false` the SDK is only handed the tokens.
   */
  intercept?: boolean;
  /** Whether MyDataHelps shows the page and manages the token itself. Default `'detect'`. */
  hosted?: boolean | 'detect';
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
  const { hosted = 'detect' } = options;
  const isHosted = hosted === 'detect' ? isHostedByPlatform(sdk) : hosted;
  const owner = {};
  const onHint = () => engine.dispatch({ type: 'tick' } satisfies CoreEvent);
  let removeGate: (() => void) | null = null;

  function openGate(): void {
    removeGate ??= installGate(engine, sdk, baseUrl, options.intercept ?? true, () =>
      isOwnedByOther(sdk, owner),
    );
  }

  const sink: TokenSink = {
    hosted: () => (isHosted ? hostedError() : null),
    claim() {
      const refusal = claimSdk(sdk, owner);
      if (refusal !== null) return refusal;
      openGate();
      sdk.on('tokenWillExpire', onHint);
      return null;
    },
    handOver: (token) => handToSdk(sdk, token, baseUrl),
    drop() {
      if (isOwnedBy(sdk, owner)) takeFromSdk(sdk);
    },
    release(isStopped) {
      if (isOwnedBy(sdk, owner)) sdk.off('tokenWillExpire', onHint);
      releaseSdk(sdk, owner);
      if (!isStopped) return;
      removeGate?.();
      removeGate = null;
    },
  };

  engine.addSink(sink);
  if (!isHosted) openGate();
  return () => {
    engine.removeSink(sink);
    sink.drop();
    sink.release(true);
  };
}

/** Nothing may hang before the first token, and an early call must know its host. */
function installGate(
  engine: Engine,
  sdk: ParticipantSdk,
  baseUrl: string,
  intercept: boolean,
  passes: () => boolean,
): () => void {
  if (!passes()) prepareSdk(engine, sdk, baseUrl);
  if (!intercept) return () => {};
  const frame = watchSurveyFrame(sdk);
  const rules: GateRules = { passes, isSurveyAsking: frame.isAsking };
  const ungateConnect = gateConnect(sdk, engine, rules);
  const ungateRequests = gateRequests(sdk, engine, rules);
  if (ungateRequests === null) engine.diagnose('sdk_outdated', { missing: 'makeRequest' });
  return () => {
    frame.ignore();
    ungateRequests?.();
    ungateConnect();
  };
}

function prepareSdk(engine: Engine, sdk: ParticipantSdk, baseUrl: string): void {
  if (sdk.enableStandaloneMode !== undefined) {
    sdk.enableStandaloneMode(false, baseUrl);
    return;
  }
  sdk.baseUrl = baseUrl;
  engine.diagnose('sdk_outdated', { missing: 'enableStandaloneMode' });
}
