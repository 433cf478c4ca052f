// The identity server's counts, when all calls are in them.
import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenCalls } from '../identity-server.js';
import type { RemoteProcess } from '../processes/remote-process.js';
import type { IdentityApi } from '../processes/identity-process.js';

/** As much of a rig as is needed. */
export interface Quietening {
  readonly delayMs: number;
  identity(): Pick<RemoteProcess<IdentityApi>, 'call'>;
}

/** A busy machine lets a handler wait for its turn. */
const longestTurnMs = 150;

/**
 * Requests that the load generator leaves behind still make their calls, at most two one after the other, and would be
 * counted for the next handler: waits until no more come.
 */
export async function takeCountsWhenQuiet({ delayMs, identity }: Quietening): Promise<TokenCalls> {
  const sum: TokenCalls = { service: 0, participant: 0 };
  for (;;) {
    const { service, participant } = await identity().call('takeCounts');
    sum.service += service;
    sum.participant += participant;
    await sleep(2 * delayMs + longestTurnMs);
    if (service + participant === 0) return sum;
  }
}
