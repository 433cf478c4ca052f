// What leaves this process for Redis: names that tell nothing, and values that only this fleet can read.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Hides names and values. */
export interface SealedValues {
  /** A keyed hash of a name. */
  name(text: string): string;
  /** Encrypts a text for one name. */
  seal(name: string, text: string): Buffer;
  /** The text, or `null` when it was not sealed with this key for this name. */
  open(name: string, sealed: Buffer): string | null;
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to the name, so that a value moved to another participant's
 * name does not open. Both keys are derived from one secret.
 */
export function createSealedValues(secret: string): SealedValues {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const nameKey = derive('mdh-tokens redis names v1');
  const valueKey = derive('mdh-tokens redis values v1');
  return {
    name: (text) => createHmac('sha256', nameKey).update(text).digest('base64url'),
    seal(name, text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', valueKey, nonce).setAAD(Buffer.from(name));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(name, sealed) {
      if (sealed.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', valueKey, sealed.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return Buffer.concat([
          decipher.update(sealed.subarray(nonceBytes + tagBytes)),
          decipher.final(),
        ]).toString();
      } catch {
        // Another key, or a value that somebody has tampered with: as good as none.
        return null;
      }
    },
  };
}
