// The service account's key pair: the PEM the app signs with, and the public half that the emulator checks with.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { EmulatorError } from './emulator-error.js';

/** A key pair as the emulator holds it. */
export interface ServiceAccountKey {
  /** PKCS#1 PEM, the form in which MyDataHelps Designer shows a key. */
  privateKeyPem: string;
  publicKey: KeyObject;
}

/**
 * Reads the private key of the service account.
 *
 * @param pem PKCS#1 or PKCS#8 PEM of an RSA key of at least 2048 bits
 * @throws {EmulatorError} `invalid_key`; the message never holds any of the key
 */
export function readServiceAccountKey(pem: string): ServiceAccountKey {
  const privateKey = readPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'rsa') {
    throw invalid(`the private key is of type ${privateKey.asymmetricKeyType ?? 'unknown'}, expected RSA`);
  }
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) throw invalid(`the private key has ${bits} bits, RS256 needs 2048 or more`);
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    publicKey: createPublicKey(privateKey),
  };
}

function readPrivateKey(pem: string): KeyObject {
  if (/-----BEGIN [A-Z ]*PUBLIC KEY-----/.test(pem)) {
    throw invalid('this is a public key, expected the private key of the service account');
  }
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw invalid(
      'the private key cannot be read, expected PKCS#1 or PKCS#8 PEM without a passphrase',
      cause,
    );
  }
}

function invalid(message: string, cause?: unknown): EmulatorError {
  return new EmulatorError(
    'invalid_key',
    message,
    'Make one with: openssl genrsa -out key.pem 2048. Without a key the emulator uses its own development key.',
    { cause },
  );
}
