// A real store whose authenticator is a function of the test.
import { createTokenStore, tokenErrorOf, type InspectedStep, type TokenStore } from '@mdh-tokens/store';

export interface TestableStore {
  readonly store: TokenStore;
  /** All tokens that were given out. */
  readonly tokens: string[];
  /** The status with which the authenticator answers; 200 brings a token. */
  answer: number;
}

export function createTestableStore(inspect?: (step: InspectedStep) => void): TestableStore {
  const testable: TestableStore = {
    tokens: [],
    answer: 200,
    store: createTokenStore({
      inspect,
      async authenticator() {
        if (testable.answer !== 200) throw tokenErrorOf(testable.answer);
        const accessToken = `secret-${crypto.randomUUID()}`;
        testable.tokens.push(accessToken);
        return { access_token: accessToken, expires_in: 600, token_type: 'Bearer' };
      },
    }),
  };
  return testable;
}
