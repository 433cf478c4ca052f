// What a request carries through the emulator: the server's connection, the call as it was read, and its token.
import type { Endpoint } from '../faults/endpoint.js';
import type { FaultDecision } from '../faults/decide-faults.js';
import type { IssuedToken } from '../tokens/issued-tokens.js';

/** What the server hands over with a request; empty where `fetch` is called without one. */
export interface Bindings {
  incoming?: { socket: { destroy(): unknown } };
}

/** A call, read once before anything answers it. Nothing changes it afterwards. */
export interface Call {
  /** The most particular name of what it is aimed at. */
  readonly endpoint: Endpoint;
  /** What the faults in force do to it. */
  readonly fault: Pick<FaultDecision, 'latencySeconds' | 'outcome'>;
}

/** The surroundings of every request. */
export interface EmulatorEnv {
  Bindings: Bindings;
  Variables: {
    call: Call;
    /** The token that was presented, once the check of the bearer has found it good. */
    token?: IssuedToken;
  };
}

/** The bearer token that a request presents (RFC 6750 section 2.1); `null` if there is none. */
export function readBearer(authorization: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}
