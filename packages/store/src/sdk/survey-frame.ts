// A survey's frame that asks the SDK for the token.
import { listenToMessages } from '../platform/window-messages.js';
import type { ParticipantSdk } from './participant-sdk.js';

export interface SurveyFrame {
  /** Whether a survey's frame is asking right now: the SDK answers it through `connect` in the same turn. */
  isAsking(): boolean;
  ignore(): void;
}

/** Watches for the question; only frames of the SDK's own base URL are heeded, as the SDK does. */
export function watchSurveyFrame(sdk: ParticipantSdk): SurveyFrame {
  let question: MessageEvent<unknown> | null = null;
  const ignore = listenToMessages((message) => {
    const { name } = (message.data ?? {}) as { name?: unknown };
    if (name === 'GetDelegatedAccessToken' && isFromSurvey(message.origin, sdk)) question = message;
  });
  return {
    // While its listeners are called an event has a phase; microtasks may run between two of them.
    isAsking: () => question !== null && question.eventPhase !== 0,
    ignore,
  };
}

function isFromSurvey(origin: string, sdk: ParticipantSdk): boolean {
  return URL.canParse(sdk.baseUrl) && new URL(sdk.baseUrl).origin === origin;
}
