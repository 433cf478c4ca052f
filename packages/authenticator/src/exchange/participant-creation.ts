// A participant that does not exist yet is made by the app: by one call at a time for each identifier, and not too often.
import { LRUCache } from 'lru-cache';
import { sharesWork } from '#platform';
import { AuthenticatorError } from '../authenticator-error.js';
import { waitFor } from '../bounded-wait.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import { checkReference } from './participant-reference.js';

/** What `whenUnknown` gets besides the identifier. */
export interface WhenUnknownTools {
  /** The page's request; `undefined` where the exchange is used without the endpoint. Its body may have been read. */
  request?: Request;
  /**
   * A `fetch` under the project's part of the administration API (`api/v1/administration/projects/{projectId}/`), with
   * the service token, which it never shows. `path` is relative, such as `participants`. Answers are read up to 64 KiB.
   */
  administration: (path: string, init?: RequestInit) => Promise<Response>;
}

/**
 * Makes a participant of the project whom the look-up did not find, and gives its internal ID; `null` to leave it at a
 * 403. It may throw an `AuthenticatorError` to choose what is answered; any other error is answered with 503.
 */
export type WhenUnknown = (
  identifier: string,
  tools: WhenUnknownTools,
) => Promise<{ id: string } | null | undefined> | { id: string } | null | undefined;

/** Gives the ID of a participant that the app has made, or `null`. */
export type ParticipantCreation = (identifier: string, request?: Request) => Promise<string | null>;

/** The app's function is not called again for the same identifier within this time, whatever came of it. */
const pauseMs = 10_000;

interface Attempt {
  since: Instant;
  /** `null` until it is there: on Workers nobody waits for what another request began. */
  outcome: { id: string | null } | { error: unknown } | null;
  promise: Promise<string | null>;
}

/**
 * @param timeoutMs for one call of the app's function
 * @param remember keeps the ID for the look-up
 */
export function createParticipantCreation(
  whenUnknown: WhenUnknown,
  administration: WhenUnknownTools['administration'],
  { timeoutMs, remember }: { timeoutMs: number; remember: (identifier: string, id: string) => Promise<void> },
): ParticipantCreation {
  const attempts = new LRUCache<string, Attempt>({ max: 10_000 });

  async function make(identifier: string, request: Request | undefined): Promise<string | null> {
    const tools: WhenUnknownTools = request === undefined ? { administration } : { administration, request };
    const made = await waitFor(callApp(whenUnknown, identifier, tools), timeoutMs);
    if (made === null || made === undefined) return null;
    const { value } = checkReference({ id: made.id });
    await remember(identifier, value);
    return value;
  }

  return (identifier, request) => {
    const last = attempts.get(identifier);
    const lastsMs = last?.outcome === null ? Math.max(pauseMs, timeoutMs) : pauseMs;
    if (last !== undefined && elapsedMs(last.since, readClocks()) < lastsMs) return join(last);
    const promise = make(identifier, request);
    const attempt: Attempt = { since: readClocks(), outcome: null, promise };
    attempts.set(identifier, attempt);
    promise.then(
      (id) => (attempt.outcome = { id }),
      (error: unknown) => (attempt.outcome = { error }),
    );
    return promise;
  };
}

/** A rejection that is no error of ours becomes one: its text may hold anything. */
async function callApp(whenUnknown: WhenUnknown, identifier: string, tools: WhenUnknownTools) {
  try {
    return await whenUnknown(identifier, tools);
  } catch (cause) {
    if (cause instanceof AuthenticatorError) throw cause;
    throw new AuthenticatorError('unavailable', 'the participant could not be made', {
      hint: 'The whenUnknown callback threw. It gives { id }, or null when this user gets no participant.',
      retryAfterSeconds: pauseMs / 1000,
      cause,
    });
  }
}

async function join({ outcome, promise }: Attempt): Promise<string | null> {
  if (outcome === null && !sharesWork()) {
    throw new AuthenticatorError('unavailable', 'the participant is being made', {
      hint: 'Another request has begun it. Try again in a moment.',
      retryAfterSeconds: 1,
    });
  }
  if (outcome === null) return promise;
  if ('error' in outcome) throw outcome.error;
  return outcome.id;
}
