// getToken() with a valid token, against a function that returns a token at once, in the same run.
import { createTokenStore } from '@mdh-tokens/store';
import { median } from '../report/median.js';

export interface GetTokenCost {
  readonly floorNs: number;
  readonly getTokenNs: number;
  /** The median of the ratios of paired rounds: the machine's speed cancels out. */
  readonly ratio: number;
}

const calls = 300_000;

export async function getTokenCost(rounds: number): Promise<GetTokenCost> {
  const store = createTokenStore({
    authenticator: async () => ({ access_token: 'abc', expires_in: 86_400, token_type: 'Bearer' }),
  });
  await store.start();
  const token = 'abc';
  const floor = async () => token;
  const getToken = () => store.getToken();
  await nanoseconds(floor);
  await nanoseconds(getToken);
  const pairs: { floorNs: number; getTokenNs: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const floorNs = await nanoseconds(floor);
    const getTokenNs = await nanoseconds(getToken);
    pairs.push({ floorNs, getTokenNs, ratio: getTokenNs / floorNs });
  }
  store.stop();
  return {
    floorNs: median(pairs.map((pair) => pair.floorNs)),
    getTokenNs: median(pairs.map((pair) => pair.getTokenNs)),
    ratio: median(pairs.map((pair) => pair.ratio)),
  };
}

async function nanoseconds(call: () => Promise<string>): Promise<number> {
  const begun = performance.now();
  for (let n = 0; n < calls; n++) await call();
  return ((performance.now() - begun) / calls) * 1e6;
}
