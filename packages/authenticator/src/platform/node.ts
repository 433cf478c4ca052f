// What the exchange takes from Node.
import { createHmac, createSecretKey } from 'node:crypto';
import type { OptionProblem } from '../authenticator-error.js';
import type { KeyedHash } from './keyed-hash.js';
import { findProxyProblems } from './proxy-settings.js';

export { createUndiciFetch as createDefaultFetch } from './undici-fetch.js';
export { createUndiciTransport as createDefaultTransport } from './undici-transport.js';

/** At once, on this thread: WebCrypto's way through its thread pool costs twenty times the hash. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest();
}

/** Proxy settings that cannot be used. */
export const findTransportProblems = (): OptionProblem[] => findProxyProblems(process.env);

/** A process goes on whatever becomes of the request that began something. */
export const sharesWork = (): boolean => true;
