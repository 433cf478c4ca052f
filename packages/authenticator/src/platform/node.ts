// What the exchange takes from Node.
import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyedHash } from './keyed-hash.js';

export { createUndiciFetch as createDefaultFetch } from './undici-fetch.js';
export { createUndiciTransport as createDefaultTransport } from './undici-transport.js';

/** At once, on this thread: WebCrypto's way through its thread pool costs twenty times the hash. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest();
}
