// The public keys of the app's identity provider: fetched seldom, and kept while the provider is away.
import { AuthenticatorError } from '@mdh-tokens/authenticator';
import {
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';
import { KeySetError } from './key-set-document.js';

type FindKey = ReturnType<typeof createLocalJWKSet>;

/** Keys to verify with. */
export interface KeySet {
  /** For jose's `jwtVerify`. @throws {AuthenticatorError} `unavailable`, where it cannot be known whether the key exists */
  find(header?: JWSHeaderParameters, token?: FlattenedJWSInput): ReturnType<FindKey>;
  /** Fetches the keys where none are here. @throws {AuthenticatorError} `unavailable` */
  check(): Promise<void>;
}

/** Older keys are fetched again while the request goes on with those that are here. */
const freshMs = 10 * 60_000;
/** Older keys are fetched again first: a provider that withdraws a key wants it refused. */
const trustedMs = 15 * 60_000;
/** While the provider is away, its keys are good for this long. */
const staleMs = 24 * 3_600_000;
/** Anybody can write a `kid` that nobody knows. */
const coolDownMs = 30_000;
/** Between two attempts while there are no keys at all. */
const retryMs = 1_000;

/**
 * @param fetchDocument gets the document anew; rejects where it cannot
 * @param onStale told when keys are used beyond their time, since new ones could not be had
 */
export function createKeySet(
  fetchDocument: () => Promise<JSONWebKeySet>,
  onStale: (cause: unknown) => void,
): KeySet {
  const loader = createLoader(fetchDocument);
  return {
    async find(header, token) {
      const { findKey, isNew } = await currentKeys(loader, onStale);
      try {
        return await findKey(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || isNew) throw error;
      }
      // A key that the provider has made since the last fetch is not yet known, which is not the same as refused.
      const leftMs = loader.coolDownLeftMs();
      if (leftMs > 0) throw notYetKnown(leftMs / 1000);
      return (await loader.load())(header, token);
    },
    async check() {
      await currentKeys(loader, onStale);
    },
  };
}

/** The keys that are to be used now, and whether they have just been fetched. */
async function currentKeys(
  loader: Loader,
  onStale: (cause: unknown) => void,
): Promise<{ findKey: FindKey; isNew: boolean }> {
  const held = loader.held();
  if (held === null) return { findKey: await loader.loadFirst(), isNew: true };
  const { findKey, since } = held;
  const age = performance.now() - since;
  if (age < freshMs || (age < staleMs && loader.coolDownLeftMs() > 0)) return { findKey, isNew: false };
  const renewal = loader.load();
  if (age < trustedMs) {
    renewal.catch(onStale);
    return { findKey, isNew: false };
  }
  try {
    return { findKey: await renewal, isNew: true };
  } catch (error) {
    if (age >= staleMs) throw error;
    onStale(error);
    return { findKey, isNew: false };
  }
}

/** Fetches the keys, once for all who wait, and keeps them. */
interface Loader {
  held(): { findKey: FindKey; since: number } | null;
  load(): Promise<FindKey>;
  /** The same while there are no keys yet, with a pause after a failure. */
  loadFirst(): Promise<FindKey>;
  /** 0 where a fetch may begin, or has begun. */
  coolDownLeftMs(): number;
}

function createLoader(fetchDocument: () => Promise<JSONWebKeySet>): Loader {
  let held: { findKey: FindKey; since: number } | null = null;
  let attemptedAt = -Infinity;
  let failure: AuthenticatorError | null = null;
  let flight: Promise<FindKey> | null = null;

  async function fetchKeys(): Promise<FindKey> {
    attemptedAt = performance.now();
    try {
      const findKey = createLocalJWKSet(await fetchDocument());
      held = { findKey, since: performance.now() };
      failure = null;
      return findKey;
    } catch (cause) {
      failure = noKeySet(cause);
      throw failure;
    } finally {
      flight = null;
    }
  }

  const load = (): Promise<FindKey> => (flight ??= fetchKeys());
  return {
    held: () => held,
    load,
    async loadFirst() {
      if (failure !== null && performance.now() - attemptedAt < retryMs) throw failure;
      return load();
    },
    coolDownLeftMs: () => (flight === null ? Math.max(0, attemptedAt + coolDownMs - performance.now()) : 0),
  };
}

function notYetKnown(seconds: number): AuthenticatorError {
  return new AuthenticatorError('unavailable', 'the session could not be checked', {
    hint: 'A bearer token names a key (kid) that is not in the key set of JWT_JWKS_URL, which was fetched a moment ago and is fetched again soon.',
    retryAfterSeconds: Math.max(1, Math.ceil(seconds)),
  });
}

function noKeySet(cause: unknown): AuthenticatorError {
  const reason = cause instanceof KeySetError ? ` (${cause.message})` : '';
  return new AuthenticatorError('unavailable', 'the session could not be checked', {
    hint: `The key set of the identity provider could not be fetched or read${reason}: JWT_JWKS_URL, firewall, proxy, and the provider itself.`,
    retryAfterSeconds: 5,
    cause,
  });
}
