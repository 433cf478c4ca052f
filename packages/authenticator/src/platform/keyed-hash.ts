// HMAC-SHA-256, as each runtime does it best.
import type { CryptoKey } from '../keys/crypto-key.js';

/** Hashes a text with a key. */
export type KeyedHash = (text: string) => Uint8Array | Promise<Uint8Array>;

/** On WebCrypto alone. */
export function createWebKeyedHash(key: Uint8Array): KeyedHash {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  let imported: CryptoKey | null = null;
  return async (text) => {
    imported ??= await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)));
  };
}
