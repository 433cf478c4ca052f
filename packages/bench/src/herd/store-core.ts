// The store's own decisions, from its built core: they are no part of its public names, and are not copied here.
export { backoffMs, holdMs } from '../../../store/dist/core/backoff.js';
export { floorMs, hardWindowMs, waitingRetryMs, type Policy } from '../../../store/dist/core/policy.js';
export { hardAt, marginMs, refreshAt } from '../../../store/dist/core/schedule.js';
