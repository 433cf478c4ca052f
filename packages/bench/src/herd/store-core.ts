// The store's own decisions, which are not copied here.
import { limits } from '@mdh-tokens/store/core';

export { backoffMs, hardAt, retryAfterMs, marginMs, refreshAt, type Policy } from '@mdh-tokens/store/core';
export const floorMs: number = limits.floorMs;
export const hardWindowMs: number = limits.hardWindowMs;
export const waitingRetryMs: number = limits.waitingRetryMs;
