// The SDK's own way to a request, led through the store.
import { patienceMs } from '../patience.js';
import type { Engine } from '../engine.js';
import { sendWithRecovery } from '../recover-from-401.js';
import { mayReplay } from '../replay.js';
import type { ParticipantSdk, SdkToken } from './participant-sdk.js';
import { wrapMethod } from './wrap-method.js';

/** A survey's frame is given at least this much life, since it cannot be told of the next token. */
const surveyMs = 120_000;

/** When the gate is open for the SDK's own behaviour: another store supplies it. */
export interface GateRules {
  passes(): boolean;
  isSurveyAsking(): boolean;
}

/** Calls wait for a valid token instead of failing or hanging, and reject with a `TokenError` in terminal states. */
export function gateConnect(sdk: ParticipantSdk, engine: Engine, rules: GateRules): () => void {
  return wrapMethod<[], Promise<void>>(sdk, 'connect', async (original) => {
    if (rules.passes()) return original();
    const wantsLong = rules.isSurveyAsking() && engine.lifeMs() > surveyMs;
    if (wantsLong || engine.quickToken() === null) {
      await engine.request({ kind: 'token', minValidityMs: wantsLong ? surveyMs : 0, timeoutMs: patienceMs });
    }
    // Who was given the last moments of a token may find it over when its turn comes: the next one is waited for.
    if (engine.peek() === null)
      await engine.request({ kind: 'token', minValidityMs: 0, timeoutMs: patienceMs });
    return original();
  });
}

/**
 * A 401, which the SDK turns into a text (an empty one over HTTP/2), brings a new token and the request once more. Does
 * nothing where this SDK has no `makeRequest`.
 */
export function gateRequests(sdk: ParticipantSdk, engine: Engine, rules: GateRules): () => void {
  if (typeof (sdk as { makeRequest?: unknown }).makeRequest !== 'function') return () => {};
  return wrapMethod<[string, string, ...unknown[]], Promise<Response>>(
    sdk,
    'makeRequest',
    (original, ...args) => {
      if (rules.passes()) return original(...args);
      const [endpoint, method] = args;
      return sendWithRecovery(engine, {
        mayReplay: mayReplay(endpoint, method),
        async send() {
          const { access_token: accessToken = '' } = (sdk.token as Partial<SdkToken> | null) ?? {};
          const run = engine.run();
          return { accessToken, run, response: await original(...args) };
        },
      });
    },
  );
}
