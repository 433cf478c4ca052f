// The look-up with its cache: one call per identifier, and none while MyDataHelps asks to slow down.
import type { WaitUntil } from '../background.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import type { Meter } from '../measure.js';
import { createSingleFlight } from '../single-flight.js';
import type { TokenCache } from '../token-cache.js';
import type { Cooldown } from './cooldown.js';
import { lookupsUsedUp, type ParticipantLookup } from './participant-lookup.js';
import { createPersistence } from './persistence.js';

/** Knows the internal IDs of participants. */
export interface ParticipantDirectory {
  /** The ID, or `null` when the project has no such participant. */
  find(identifier: string, waitUntil?: WaitUntil): MaybePromise<string | null>;
  /** Notes the ID of a participant that has just been made. */
  remember(identifier: string, participantId: string): Promise<void>;
  /**
   * Looks the participant up again next time: it may have been enrolled anew under another ID. Where that is said again
   * and again, it is heeded ever more rarely.
   */
  forget(identifier: string): Promise<void>;
}

/** What the directory works with. */
export interface DirectoryContext {
  lookUp: ParticipantLookup;
  cache: TokenCache;
  /** The names of entries begin with it: several accounts and projects may share a cache. */
  prefix: string;
  cooldown: Cooldown;
  /** What a caller waits for at most. */
  timeoutMs: number;
  meter: Meter;
}

/** A participant keeps its ID; an hour bounds what a mistake in the project can cost. */
const lifeMs = 3_600_000;

/**
 * Only participants that exist are remembered: who is missing may be enrolled a moment later. Yet one caller without a
 * participant must not use up the look-ups of all, so those in vain become ever rarer.
 */
export function createParticipantDirectory(context: DirectoryContext): ParticipantDirectory {
  const { lookUp, cache, cooldown, meter, timeoutMs } = context;
  const keyOf = (identifier: string): string => context.prefix + identifier;
  const onJoin = meter === null ? undefined : () => meter({ kind: 'join', call: 'lookup' });
  const fly = createSingleFlight<string | null>({ joinMs: timeoutMs / 2, onJoin });
  const missing = createPersistence();
  const doubted = createPersistence();

  async function remember(identifier: string, participantId: string): Promise<void> {
    const entry = { value: participantId, lifetimeMs: lifeMs, remainingMs: lifeMs };
    await cache.set(keyOf(identifier), entry);
  }

  async function search(identifier: string, waitUntil: WaitUntil | undefined): Promise<string | null> {
    const { participantId, restSeconds } = await lookUp(identifier, waitUntil);
    if (restSeconds > 0) cooldown.pause('lookup', lookupsUsedUp(restSeconds));
    if (participantId === null) missing.refused(identifier);
    else await remember(identifier, participantId);
    return participantId;
  }

  return {
    remember,
    find(identifier, waitUntil) {
      return chain(cache.get(keyOf(identifier)), (known) => {
        // A `Map` gives `undefined`.
        const isHit = known !== null && known !== undefined;
        meter?.({ kind: 'cache', cache: 'participant_id', isHit });
        if (isHit) return known.value;
        if (!missing.isDue(identifier)) return null;
        return fly(identifier, () => cooldown.guard('lookup', () => search(identifier, waitUntil)));
      });
    },
    async forget(identifier) {
      if (!doubted.isDue(identifier)) return;
      doubted.refused(identifier);
      await cache.delete(keyOf(identifier));
    },
  };
}
