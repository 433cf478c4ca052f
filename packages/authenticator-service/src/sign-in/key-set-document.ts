// Fetches a key set (RFC 7517 section 5) within bounds, and keeps of it what can verify a signature.
import type { JSONWebKeySet, JWK } from 'jose';
import { readBoundedText } from '../read-bounded-text.js';

/** What stands in the way of a key set. The message is fit for a log: it holds nothing of the answer. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
}

/** Providers publish two or three keys in a few kilobytes. */
const mostBytes = 256 * 1024;
const mostKeys = 50;

const timeoutMs = 5_000;

/** @throws {KeySetError} where the answer is no key set; whatever `fetcher` throws, where there is no answer */
export async function fetchKeySet(url: URL, fetcher: typeof fetch): Promise<JSONWebKeySet> {
  const response = await fetcher(url, {
    headers: { accept: 'application/json, application/jwk-set+json', 'accept-encoding': 'identity' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new KeySetError(`the key set's URL answers with the status ${response.status}`);
  }
  const text = await readBoundedText(response, mostBytes);
  if (text === null) throw new KeySetError(`the key set has more than ${mostBytes / 1024} KiB`);
  return toKeySet(text);
}

function toKeySet(text: string): JSONWebKeySet {
  const keys = readKeys(text)?.filter(isVerificationKey) ?? [];
  if (keys.length === 0) throw new KeySetError('the answer has no public key for signatures');
  if (keys.length > mostKeys) throw new KeySetError(`the key set has more than ${mostKeys} keys`);
  return { keys };
}

function readKeys(text: string): unknown[] | null {
  try {
    const document: unknown = JSON.parse(text);
    const keys = typeof document === 'object' && document !== null && 'keys' in document && document.keys;
    return Array.isArray(keys) ? keys : null;
  } catch {
    return null;
  }
}

/** A key whose numbers are broken stays: its tokens are then the provider's trouble, and nobody is signed out. */
function isVerificationKey(key: unknown): key is JWK {
  if (typeof key !== 'object' || key === null) return false;
  const { kty, use = 'sig', kid = '' } = key as Record<string, unknown>;
  return ['RSA', 'EC', 'OKP'].includes(String(kty)) && use === 'sig' && typeof kid === 'string';
}
