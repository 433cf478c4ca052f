// Whether a private key is the one that the emulator has when it was given none, which everybody can read.
import { createHash, createPublicKey } from 'node:crypto';

/** SHA-256 of its public half (SubjectPublicKeyInfo). */
const fingerprint = 'qsXSUAjY+bw+PJwOnjh4zvxRn8GJUIbslkGXMZbqqxM=';

/** @param privateKey PEM text, with real or literal line ends; any other form is taken for another key */
export function isEmulatorKey(privateKey: string): boolean {
  try {
    const publicKey = createPublicKey(privateKey.replaceAll(String.raw`\n`, '\n'));
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(spki).digest('base64') === fingerprint;
  } catch {
    // What is wrong with it is told by the check of the configuration.
    return false;
  }
}
