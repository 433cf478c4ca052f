// What an engine is made of: the app's options, read and with defaults.
import type { Policy } from '../core/policy.js';
import type { AuthenticatorCall, TokenAnswer } from '../sources/token-source.js';
import type { InspectedStep } from './inspected-step.js';
import type { Sharing } from './tabs/tabs.js';

export interface EngineSettings {
  readonly policy: Policy;
  readonly call: AuthenticatorCall;
  /** The answer to a request that left before the store was there, if there is one: `null` in it means no token. */
  readonly firstAnswer?: () => Promise<TokenAnswer | null> | null;
  /** MyDataHelps' base URL, with a trailing slash. */
  readonly baseUrl: string;
  /** `null` if this page works alone. */
  readonly sharing: Sharing | null;
  /** A loopback authenticator is reachable whatever the browser believes. */
  readonly ignoresOffline: boolean;
  /** How long a call of the SDK, or `fetch`, waits for a token, in milliseconds. */
  readonly callTimeoutMs: number;
  readonly inspect: ((step: InspectedStep) => void) | undefined;
}
