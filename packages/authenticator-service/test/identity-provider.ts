// An app's identity provider: a key set over HTTP, and tokens signed with it.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

/** A running provider. */
export interface IdentityProvider {
  jwksUrl: string;
  issuer: string;
  /** How often the key set was fetched. */
  fetches: () => number;
  /** Signs claims; the defaults make a good token for the audience `app`. `null` leaves a claim out. */
  sign(
    claims?: Record<string, unknown>,
    header?: { alg?: string; kid?: string; typ?: string },
  ): Promise<string>;
  /** Replaces the key, as a rotation does. */
  rotate(): Promise<void>;
  /** What the key set's URL answers: 200, or an error. */
  status: number;
}

/** Takes a machine that is busy a while, so that the providers of a file have the same one, until they rotate it. */
const firstPair = generateKeyPair('RS256');

/** Starts a provider that ends with the test. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let fetches = 0;
  let rotations = 0;
  let pair = await firstPair;
  const server = createServer((_request, response) => {
    fetches += 1;
    void answer(response);
  });
  async function answer(response: ServerResponse): Promise<void> {
    const key = await exportJWK(pair.publicKey);
    const body = JSON.stringify({ keys: [{ ...key, kid: `key-${rotations}`, alg: 'RS256', use: 'sig' }] });
    response.writeHead(provider.status, { 'content-type': 'application/json' }).end(body);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: IdentityProvider = {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    status: 200,
    fetches: () => fetches,
    sign: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const all: Record<string, unknown> = {
        iss: issuer,
        aud: 'app',
        sub: 'alice',
        exp: now + 300,
        ...claims,
      };
      const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: `key-${rotations}`, ...header })
        .sign(pair.privateKey);
    },
    rotate: async () => {
      rotations += 1;
      pair = await generateKeyPair('RS256');
    },
  };
  return provider;
}
