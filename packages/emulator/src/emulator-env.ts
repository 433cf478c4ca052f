// What the emulator's layers leave on a request for the layers behind them.
import type { Endpoint } from './faults/endpoint.js';
import type { IssuedToken } from './token-endpoint/issued-tokens.js';

/** What the server hands over with a request; empty where `fetch` is called without one. */
export interface Bindings {
  incoming?: { socket: { destroy(): unknown } };
}

/** The surroundings of every request. */
export interface EmulatorEnv {
  Bindings: Bindings;
  Variables: {
    endpoint: Endpoint;
    /** The fault that decided over this call. */
    faultId: string | null;
    /** Nobody got an answer: a fault hung the call or cut the connection. */
    isUnanswered?: boolean;
    /** The life that a fault wants for a token issued by this call. */
    tokenLifetimeSeconds: number | null;
    /** The `id` of the token that was presented, good or not; absent where it was never issued. */
    tokenId?: string;
    /** The token that was presented, once it is known to be good. */
    token?: IssuedToken;
  };
}
