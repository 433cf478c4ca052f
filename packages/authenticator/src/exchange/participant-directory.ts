// The look-up with its cache: one call per identifier, and none while MyDataHelps asks to slow down.
import type { ExchangeSettings } from '../exchange-options.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import type { Transport } from '../platform/transport.js';
import { createSingleFlight } from '../single-flight.js';
import type { TokenCache } from '../token-cache.js';
import type { Cooldown } from './cooldown.js';
import {
  lookUpParticipant,
  lookupsUsedUp,
  lookupUnauthorised,
  type LookupResult,
} from './participant-lookup.js';
import { createPersistence } from './persistence.js';
import type { ServiceTokens } from './service-token.js';

/** Knows the internal IDs of participants. */
export interface ParticipantDirectory {
  /** The ID, or `null` when the project has no such participant. */
  find(identifier: string): MaybePromise<string | null>;
  /**
   * Looks the participant up again next time: it may have been enrolled anew under another ID. Where that is said again
   * and again, it is heeded ever more rarely.
   */
  forget(identifier: string): Promise<void>;
}

/** What the directory works with. */
export interface DirectoryContext {
  settings: ExchangeSettings;
  send: Transport;
  serviceTokens: ServiceTokens;
  cache: TokenCache;
  /** Whose participants these are: several service accounts may share a cache. */
  prefix: string;
  cooldown: Cooldown;
  longestCallMs: number;
}

/** A participant keeps its ID; an hour bounds what a mistake in the project can cost. */
const lifeMs = 3_600_000;

/**
 * Only participants that exist are remembered: who is missing may be enrolled a moment later. Yet one caller without a
 * participant must not use up the look-ups of all, so those in vain become ever rarer.
 */
export function createParticipantDirectory(context: DirectoryContext): ParticipantDirectory {
  const { settings, cache, cooldown } = context;
  const keyOf = (identifier: string): string =>
    `${context.prefix}lookup ${settings.projectId}\n${identifier}`;
  const fly = createSingleFlight<string | null>(context.longestCallMs);
  const missing = createPersistence();
  const doubted = createPersistence();

  async function lookUp(identifier: string): Promise<string | null> {
    const { participantId, restSeconds } = await ask(context, identifier);
    if (restSeconds > 0) cooldown.pause('lookup', lookupsUsedUp(restSeconds));
    if (participantId === null) missing.refused(identifier);
    else
      await cache.set(keyOf(identifier), { value: participantId, lifetimeMs: lifeMs, remainingMs: lifeMs });
    return participantId;
  }

  return {
    find(identifier) {
      return chain(cache.get(keyOf(identifier)), (known) => {
        if (known !== null) return known.value;
        if (!missing.isDue(identifier)) return null;
        return fly(identifier, () => cooldown.guard('lookup', () => lookUp(identifier)));
      });
    },
    async forget(identifier) {
      if (!doubted.isDue(identifier)) return;
      doubted.refused(identifier);
      await cache.delete(keyOf(identifier));
    },
  };
}

/** A refused service token is replaced once. */
async function ask(
  { settings, send, serviceTokens }: DirectoryContext,
  identifier: string,
): Promise<Exclude<LookupResult, { refusedServiceToken: true }>> {
  const serviceToken = await serviceTokens.get();
  const first = await lookUpParticipant(settings, send, identifier, serviceToken);
  if (!('refusedServiceToken' in first)) return first;
  const other = await serviceTokens.replace(serviceToken);
  if (other === null) throw lookupUnauthorised();
  const second = await lookUpParticipant(settings, send, identifier, other);
  if ('refusedServiceToken' in second) throw lookupUnauthorised();
  return second;
}
