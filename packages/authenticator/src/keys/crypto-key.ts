// Keys as the platform has them, by its declarations: a type of jose could only be imported by ES modules.

/** WebCrypto's key, under the DOM's declarations and Node's alike. */
export type CryptoKey = Parameters<typeof crypto.subtle.exportKey>[1];

/** Node's key; structural, so that no declarations of Node are needed. */
export interface KeyObject {
  type: string;
}
