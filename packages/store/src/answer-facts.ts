// What the core is told of an answer.
import type { AnswerFacts } from './core/events.js';
import type { AuthenticatorAnswer } from './authenticator.js';

export function answerFacts({ response }: AuthenticatorAnswer, sameToken: boolean): AnswerFacts {
  return {
    lifeMs: response.expires_in * 1000,
    refreshInMs: response.refresh_in === undefined ? null : response.refresh_in * 1000,
    subject: response.subject ?? null,
    sameToken,
  };
}
