// The only place where a store keeps its token.
import type { TokenResponse } from '@mdh-tokens/contract';

export interface Vault {
  /** The answer that brought the token in hand. */
  readonly response: TokenResponse | null;
  readonly accessToken: string | null;
  take(response: TokenResponse | null): void;
  drop(): void;
  /** Whether this is the token in hand, or the last one that was: only to notice that an answer brings nothing new. */
  isLast(accessToken: string): boolean;
  forget(): void;
}

export function createVault(): Vault {
  let response: TokenResponse | null = null;
  let last: string | null = null;
  return {
    get response() {
      return response;
    },
    get accessToken() {
      return response === null ? null : response.access_token;
    },
    take(taken) {
      response = taken;
      last = taken?.access_token ?? null;
    },
    drop() {
      response = null;
    },
    isLast: (accessToken) => accessToken === last,
    forget() {
      response = last = null;
    },
  };
}
