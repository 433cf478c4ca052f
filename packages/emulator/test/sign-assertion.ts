// Client assertions for the tests, good and bad.
import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { Emulator } from '../src/index.js';

export interface AssertionChanges {
  /** Replaces claims; `undefined` takes a claim out. */
  claims?: Record<string, unknown>;
  privateKey?: string;
}

/** The claims of a good assertion. */
export function goodClaims(emulator: Emulator): JWTPayload {
  return {
    iss: emulator.serviceAccount,
    sub: emulator.serviceAccount,
    aud: emulator.tokenUrl,
    exp: Math.floor(Date.now() / 1000) + 200,
    jti: randomUUID(),
  };
}

/** A signed assertion: good, except for the changes. */
export function signAssertion(emulator: Emulator, changes: AssertionChanges = {}): Promise<string> {
  const claims = Object.fromEntries(
    Object.entries({ ...goodClaims(emulator), ...changes.claims }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .sign(createPrivateKey(changes.privateKey ?? emulator.privateKey));
}
