// Connections to a provider that the SDK has begun and that the provider's page has not yet finished.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Participant } from '../../participant.js';
import type { ExternalAccountProvider } from '../../population/external-accounts.js';

/** A connection under way. */
export interface PendingConnection {
  participant: Participant;
  provider: ExternalAccountProvider;
  /** Where the browser goes in the end; `%SUCCESSVALUE%` in it becomes `true` or `false`. */
  finalRedirectPath: string;
  /** SHA-256 of the verifier that only the page knows, in base64url. */
  verifierHash: string;
}

/** The connections under way. Each can be finished once. */
export interface AccountConnections {
  /** Returns the name under which the connection is finished. */
  begin(connection: PendingConnection): string;
  find(name: string): PendingConnection | null;
  /** Ends a connection and returns it, if the verifier belongs to it; otherwise `null`. */
  finish(name: string, verifier: string): PendingConnection | null;
}

/** No connections yet. */
export function createAccountConnections(): AccountConnections {
  const pending = new Map<string, PendingConnection>();
  return {
    begin(connection) {
      const name = randomBytes(16).toString('hex');
      pending.set(name, connection);
      return name;
    },
    find: (name) => pending.get(name) ?? null,
    finish(name, verifier) {
      const connection = pending.get(name);
      if (connection === undefined || !isVerifierOf(verifier, connection.verifierHash)) return null;
      pending.delete(name);
      return connection;
    },
  };
}

function isVerifierOf(verifier: string, verifierHash: string): boolean {
  const expected = Buffer.from(verifierHash, 'base64url');
  const actual = createHash('sha256').update(verifier).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
