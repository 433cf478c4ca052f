// The service account's private key, whatever form it came in, on WebCrypto alone.
import type { CryptoKey, KeyObject } from './crypto-key.js';
import { invalidKey } from './invalid-key.js';
import { readPem } from './pem.js';
import { toPkcs8 } from './rsa-der.js';

/** The forms a private key may have. `CryptoKey` may be non-extractable. */
export type PrivateKey = string | CryptoKey | KeyObject;

/** Gives the key for signing. Imported on first use, since edge runtimes allow no such work while a module loads. */
export type SigningKey = () => Promise<CryptoKey>;

const rs256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * Checks a private key at once and imports it when it is first needed.
 *
 * @throws {AuthenticatorError} `invalid_key`
 */
export function createSigningKey(privateKey: PrivateKey): SigningKey {
  if (isCryptoKey(privateKey)) {
    assertUsable(privateKey);
    return () => Promise.resolve(privateKey);
  }
  const pkcs8 = toPkcs8(typeof privateKey === 'string' ? readPem(privateKey) : exportDer(privateKey));
  // The key is kept, and not its promise: edge runtimes drop the work of a request that went away without settling it.
  let imported: CryptoKey | null = null;
  return async () => (imported ??= await importKey(pkcs8));
}

async function importKey(pkcs8: Uint8Array): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, rs256, false, ['sign']);
  } catch (cause) {
    throw invalidKey('is damaged: its numbers do not fit together', 'Copy the key again.', cause);
  }
}

function isCryptoKey(value: PrivateKey): value is CryptoKey {
  return typeof value === 'object' && value !== null && 'algorithm' in value && 'usages' in value;
}

function assertUsable(key: CryptoKey): void {
  const wanted = 'Import it with { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } and the usage "sign".';
  if (key.type !== 'private') throw invalidKey(`is a ${key.type} CryptoKey`, wanted);
  const algorithm = key.algorithm as { name: string; modulusLength?: number; hash?: { name: string } };
  if (algorithm.name !== rs256.name || algorithm.hash?.name !== rs256.hash) {
    throw invalidKey('is a CryptoKey for another algorithm than RS256', wanted);
  }
  if (!key.usages.includes('sign')) throw invalidKey('is a CryptoKey that may not sign', wanted);
  if ((algorithm.modulusLength ?? 0) < 2048) {
    throw invalidKey(
      'is an RSA key under 2048 bits',
      'RS256 needs 2048 bits or more: generate a new key pair.',
    );
  }
}

/** A `KeyObject` by its members: naming the class would bring Node's crypto into edge bundles. */
function exportDer(key: unknown): Uint8Array {
  const candidate = key as
    | Partial<{ type: unknown; asymmetricKeyType: unknown; export: unknown }>
    | null
    | undefined;
  if (typeof candidate !== 'object' || candidate === null || typeof candidate.export !== 'function') {
    throw invalidKey(
      `is ${candidate === undefined || candidate === null ? String(candidate) : `a ${typeof candidate}`}`,
      'Pass the PEM text, a CryptoKey or a KeyObject. Check that the variable is set.',
    );
  }
  if (candidate.type !== 'private')
    throw invalidKey('is not the private key of a pair', 'Use the private half.');
  if (candidate.asymmetricKeyType !== 'rsa') {
    throw invalidKey('is not an RSA key', 'MyDataHelps signs with RS256: generate an RSA key pair.');
  }
  return (key as { export(options: object): Uint8Array }).export({ type: 'pkcs8', format: 'der' });
}
