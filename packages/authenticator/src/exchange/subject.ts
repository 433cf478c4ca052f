// The opaque name of a participant by which a page notices that its session changed hands.
import { createKeyedHash } from '#platform';
import { LRUCache } from 'lru-cache';
import type { SigningKey } from '../keys/signing-key.js';
import type { MaybePromise } from '../maybe-promise.js';
import type { KeyedHash } from '../platform/keyed-hash.js';
import { createSingleFlight } from '../single-flight.js';

/** Gives the subject of a participant ID: the same on every machine with the same key, and no way back. */
export type Subjects = (participantId: string) => MaybePromise<string>;

const encoder = new TextEncoder();

/** Deriving a key takes a millisecond or two. */
const joinMs = 1_000;

const label = encoder.encode('mdh-tokens subject key v1');

/**
 * @param source of the HMAC key: a secret, or a private key, of which a signature over a fixed text is taken. That works
 *   for keys that cannot be exported, and RSASSA-PKCS1-v1_5 is deterministic (RFC 8017 section 8.2), so a fleet agrees
 */
export function createSubjects(source: string | SigningKey): Subjects {
  const known = new LRUCache<string, string>({ max: 10_000 });
  const fly = createSingleFlight<KeyedHash>({ joinMs });
  let hash: KeyedHash | null = null;

  async function compute(participantId: string): Promise<string> {
    hash ??= await fly('key', async () => createKeyedHash(await deriveKey(source)));
    const digest = await hash(participantId.toLowerCase());
    const subject = base64Url(digest.subarray(0, 18));
    known.set(participantId, subject);
    return subject;
  }

  return (participantId) => known.get(participantId) ?? compute(participantId);
}

async function deriveKey(source: string | SigningKey): Promise<Uint8Array> {
  const bytes =
    typeof source === 'string'
      ? encoder.encode(source)
      : new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', await source(), label));
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: label };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, material, 256));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
