// What happened to the tokens, as plain data: the plot and its table are drawn from this.
// Instants are milliseconds of one monotonic clock, so that a jump of the wall clock does not tear the picture.

/** How a token's time in use ended. */
export type TokenEnd = 'refreshed' | 'refused' | 'expired' | 'dropped';

/** One token, from the moment it was handed to the SDK. */
export interface TokenLife {
  generation: number;
  handedOverAt: number;
  /** When its life is over, whether or not it is still in use by then. */
  expiresAt: number;
  end: { at: number; how: TokenEnd } | null;
}

/** One call, of the SDK or to the authenticator. */
export interface CallMark {
  at: number;
  ok: boolean;
}

/** A fault that was on for a while (`until` is `null` while it is on), or for a moment (`until` equals `from`). */
export interface FaultSpan {
  label: string;
  from: number;
  until: number | null;
}

export interface Timeline {
  tokens: readonly TokenLife[];
  sdkCalls: readonly CallMark[];
  authenticatorCalls: readonly CallMark[];
  faults: readonly FaultSpan[];
}

export const emptyTimeline: Timeline = { tokens: [], sdkCalls: [], authenticatorCalls: [], faults: [] };

/**
 * A new token is in the SDK. The one before it, if it was still in use, ends here: refreshed, or `refused` where the
 * API did not take it any more.
 */
export function tokenHandedOver(
  timeline: Timeline,
  token: { generation: number; at: number; lifeMs: number; becauseRefused?: boolean },
): Timeline {
  const { generation, at, lifeMs, becauseRefused = false } = token;
  const ended = endToken(timeline, at, becauseRefused ? 'refused' : 'refreshed');
  const life: TokenLife = { generation, handedOverAt: at, expiresAt: at + lifeMs, end: null };
  return { ...ended, tokens: [...ended.tokens, life] };
}

/** The token in use ends without another one in its place. */
export function endToken(timeline: Timeline, at: number, how: TokenEnd): Timeline {
  const current = timeline.tokens.at(-1);
  if (current === undefined || current.end !== null) return timeline;
  return { ...timeline, tokens: [...timeline.tokens.slice(0, -1), { ...current, end: { at, how } }] };
}

export function sdkCalled(timeline: Timeline, call: CallMark): Timeline {
  return { ...timeline, sdkCalls: [...timeline.sdkCalls, call] };
}

export function authenticatorCalled(timeline: Timeline, call: CallMark): Timeline {
  return { ...timeline, authenticatorCalls: [...timeline.authenticatorCalls, call] };
}

/** A fault begins; `momentary` for one that is over at once. */
export function faultBegan(timeline: Timeline, label: string, at: number, momentary = false): Timeline {
  return { ...timeline, faults: [...timeline.faults, { label, from: at, until: momentary ? at : null }] };
}

export function faultEnded(timeline: Timeline, label: string, at: number): Timeline {
  const faults = timeline.faults.map((fault) =>
    fault.label === label && fault.until === null ? { ...fault, until: at } : fault,
  );
  return { ...timeline, faults };
}

/** Forgets what was over before `at`. The newest token always stays. */
export function forgetBefore(timeline: Timeline, at: number): Timeline {
  const isRecent = (call: CallMark): boolean => call.at >= at;
  return {
    tokens: timeline.tokens.filter(
      (token, index) => index === timeline.tokens.length - 1 || (token.end?.at ?? token.expiresAt) >= at,
    ),
    sdkCalls: timeline.sdkCalls.filter(isRecent),
    authenticatorCalls: timeline.authenticatorCalls.filter(isRecent),
    faults: timeline.faults.filter((fault) => fault.until === null || fault.until >= at),
  };
}
