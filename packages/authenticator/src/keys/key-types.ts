// The types of keys as the platform has them: in the declarations, and so of no package that only ES modules can import.

/** WebCrypto's key, under the DOM's declarations and Node's alike. */
export type CryptoKey = Parameters<typeof crypto.subtle.exportKey>[1];

/** Node's key; structural, so that no declarations of Node are needed. */
export interface KeyObject {
  type: string;
}
