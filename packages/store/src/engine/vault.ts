// The only place in which a store keeps its token.
import type { TokenResponse } from '@mdh-tokens/contract';

export class Vault {
  /** The answer that brought the token in hand. */
  answer: TokenResponse | null = null;
  private last: string | null = null;

  get accessToken(): string | null {
    return this.answer === null ? null : this.answer.access_token;
  }

  keep(answer: TokenResponse): void {
    this.answer = answer;
    this.last = answer.access_token;
  }

  drop(): void {
    this.answer = null;
  }

  forget(): void {
    this.answer = this.last = null;
  }

  /** Whether this is the token in hand or the last one that was, to notice an answer that brings nothing new. */
  isLast(accessToken: string): boolean {
    return accessToken === this.last;
  }
}
