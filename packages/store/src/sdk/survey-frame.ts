// A survey's frame that asks the SDK for the token.
import { inMicrotask } from '../platform/microtask.js';
import { listenToMessages } from '../platform/window-messages.js';
import type { ParticipantSdk } from './participant-sdk.js';

export interface SurveyFrame {
  /** Whether a survey's frame is asking right now: the SDK answers it through `connect` in the same turn. */
  isAsking(): boolean;
  ignore(): void;
}

/** Watches for the question; only frames of the SDK's own base URL are heeded, as the SDK does. */
export function watchSurveyFrame(sdk: ParticipantSdk): SurveyFrame {
  let isAsking = false;
  const ignore = listenToMessages((message) => {
    const { name } = (message.data ?? {}) as { name?: unknown };
    if (name !== 'GetDelegatedAccessToken' || !isFromSurvey(message.origin, sdk)) return;
    isAsking = true;
    inMicrotask(() => {
      isAsking = false;
    });
  });
  return { isAsking: () => isAsking, ignore };
}

function isFromSurvey(origin: string, sdk: ParticipantSdk): boolean {
  return URL.canParse(sdk.baseUrl) && new URL(sdk.baseUrl).origin === origin;
}
