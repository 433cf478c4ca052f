// A survey's frame that asks the SDK for the token.
import type { Platform } from '../platform/platform.js';

export interface SurveyFrame {
  /** Whether a survey's frame is asking right now: the SDK answers it through `connect` in the same turn. */
  isAsking(): boolean;
  ignore(): void;
}

/** Watches for the question. Only frames of the SDK's own base URL are heeded, as the SDK does. */
export function watchSurveyFrame(platform: Platform, baseUrl: () => string): SurveyFrame {
  let question: MessageEvent<unknown> | null = null;
  const ignore = platform.listenToMessages((message) => {
    const { name } = Object(message.data) as { name?: unknown };
    if (name === 'GetDelegatedAccessToken' && isOfHost(baseUrl(), message.origin)) question = message;
  });
  return {
    // While its listeners are called an event has a phase; microtasks may run between two of them.
    isAsking: () => question !== null && question.eventPhase !== 0,
    ignore,
  };
}

function isOfHost(baseUrl: string, origin: string): boolean {
  try {
    return new URL(baseUrl).origin === origin;
  } catch {
    // Other code has put something else into the SDK: no frame can be of it.
    return false;
  }
}
