// HMAC-SHA-256, as each runtime does it best.

/** Hashes a text with a key. */
export type KeyedHash = (text: string) => Uint8Array | Promise<Uint8Array>;

/** On WebCrypto alone. */
export function createWebKeyedHash(key: Uint8Array): KeyedHash {
  const encoder = new TextEncoder();
  const imported = crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (text) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', await imported, encoder.encode(text)));
}
