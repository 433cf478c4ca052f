// What the demo's authenticator does instead of its work: one thing at a time, kept by the server for every page.
import type { AuthenticatorFault } from '../server/answers.js';
import type { DemoServer } from './demo-server.js';

export interface AuthenticatorSwitch {
  readonly current: AuthenticatorFault | null;
  /** `null`: it works again. */
  use(fault: AuthenticatorFault | null): Promise<void>;
}

export function createAuthenticatorSwitch(
  server: DemoServer,
  initial: AuthenticatorFault | null,
): AuthenticatorSwitch {
  let current = initial;
  return {
    get current() {
      return current;
    },
    async use(fault) {
      await server.breakAuthenticator(fault);
      current = fault;
    },
  };
}
