// Leads the SDK's `connect` and `makeRequest` through the store.
import { fault } from '../core/fault.js';
import type { TokenError } from '../core/token-error.js';
import { mayReplay } from '../engine/may-replay.js';
import { sendWithRecovery, type SentRequest } from '../engine/send-with-recovery.js';
import type { Supply } from '../engine/token-sink.js';
import type { ParticipantSdk, SdkToken } from './participant-sdk.js';
import { watchSurveyFrame } from './survey-frame.js';
import { wrapMethod } from './wrap-method.js';

/** A survey's frame is given at least this much life, since it cannot be told of the next token. */
const surveyMs = 120_000;

/** What the gate tells the connection of the calls that pass. */
export interface GateListener {
  /** A call rejects, perhaps because no token came in time: before it was sent, or to send it again. */
  failed(error: unknown): void;
  /** A call is about to be sent with the SDK's token. */
  passing(): void;
}

/** Lays the gate around the SDK's methods. @returns puts them back */
export function installGate(sdk: ParticipantSdk, supply: Supply, listener: GateListener): () => void {
  const frame = watchSurveyFrame(supply.platform, () => sdk.baseUrl);
  const undoing = [frame.ignore];
  const undo = () => {
    for (const undoOne of undoing) undoOne();
  };
  try {
    undoing.push(gateConnect(sdk, supply, listener, frame.isAsking));
    undoing.push(gateRequests(sdk, supply, listener));
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

/** Calls wait for a valid token instead of failing or hanging, and reject with a `TokenError` in terminal states. */
function gateConnect(
  sdk: ParticipantSdk,
  supply: Supply,
  listener: GateListener,
  isSurveyAsking: () => boolean,
): () => void {
  return wrapMethod<[], Promise<void>>(sdk, 'connect', async (original) => {
    const wantsLong = isSurveyAsking() && (supply.lifeMs() ?? 0) > surveyMs;
    if (wantsLong || supply.quickToken() === null) {
      await waitForToken(supply, wantsLong ? surveyMs : 0, listener);
    }
    listener.passing();
    return original();
  });
}

async function waitForToken(supply: Supply, minValidityMs: number, listener: GateListener): Promise<void> {
  const { platform, callTimeoutMs: timeoutMs } = supply;
  const begunMs = platform.monotonicMs();
  const report = (outcome: 'waited' | 'no-token') => {
    const tookMs = platform.monotonicMs() - begunMs;
    supply.dispatch({ type: 'called', via: 'sdk', outcome, replayed: false, waitedMs: tookMs, tookMs });
  };
  try {
    await supply.token({ minValidityMs, timeoutMs });
    // A caller that was given the last moments of a token may find it over by now: the next one is waited for.
    if (supply.peek() === null) await supply.token({ timeoutMs });
    report('waited');
  } catch (error) {
    listener.failed(error);
    report('no-token');
    throw error;
  }
}

/**
 * A 401, which the SDK turns into a text (an empty one over HTTP/2), brings a new token and the request once more. One
 * that remains rejects with `rejected`. Does nothing if this SDK has no `makeRequest`.
 */
function gateRequests(sdk: ParticipantSdk, supply: Supply, listener: GateListener): () => void {
  if (typeof (sdk as { makeRequest?: unknown }).makeRequest !== 'function') return () => {};
  return wrapMethod<[string, string, ...unknown[]], Promise<Response>>(
    sdk,
    'makeRequest',
    async (original, ...args) => {
      const [endpoint, method] = args;
      let sent: SentRequest | null = null;
      const response = await sendWithRecovery(supply, {
        ...listener,
        via: 'sdk',
        mayReplay: mayReplay(endpoint, method),
        async send() {
          const { access_token: accessToken = '' } = (sdk.token as Partial<SdkToken> | null) ?? {};
          // Disconnected meanwhile, the SDK may have the token of another store.
          if (sent !== null && !supply.isCurrent(accessToken)) return sent;
          const lineage = supply.lineage();
          sent = { accessToken, lineage, response: await original(...args) };
          return sent;
        },
      });
      if (response.status === 401) throw rejected(endpoint, method);
      return response;
    },
  );
}

/** Names the kind of request only: what follows in its path may be a participant's. */
function rejected(endpoint: string, method: string): TokenError {
  const [kind = ''] = /^[a-z]+/i.exec(endpoint) ?? [];
  return fault('rejected', 'refused_call', { status: 401, facts: [method.toUpperCase(), kind] });
}
