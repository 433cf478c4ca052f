// A key for tests whose identity server checks no signature.
import { generateKeyPairSync } from 'node:crypto';

/** PKCS#8 PEM, 2048 bits, new in every run. */
export const developmentKey: string = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
