// PURE: which of the faults in force meet a call, and what is left of them afterwards.
import type { Endpoint } from './endpoint.js';
import type { ActiveFault } from './fault.js';

/** A fault in force that does more than wait. */
export type OutcomeFault = Exclude<ActiveFault, { effect: 'delay' }>;

/** What happens to one call. */
export interface FaultDecision {
  /** The latencies of all faults that fit, added up. */
  latencySeconds: number;
  /** The fault that decides the outcome: the newest one that fits. */
  outcome: OutcomeFault | null;
  /** The faults in force after this call. */
  remaining: readonly ActiveFault[];
}

/** Decides over a call to `names`, with the faults oldest first. */
export function decideFaults(faults: readonly ActiveFault[], names: readonly Endpoint[]): FaultDecision {
  const fitting = faults.filter((fault) => names.includes(fault.endpoint));
  const outcome = fitting.findLast((fault) => fault.effect !== 'delay') ?? null;
  const used = fitting.filter((fault) => fault === outcome || fault.effect === 'delay');
  return {
    latencySeconds: used.reduce((sum, fault) => sum + (fault.latencySeconds ?? 0), 0),
    outcome,
    remaining: faults.flatMap((fault) => (used.includes(fault) ? afterOneCall(fault) : [fault])),
  };
}

function afterOneCall(fault: ActiveFault): ActiveFault[] {
  if (fault.remainingCalls === null) return [fault];
  const remainingCalls = fault.remainingCalls - 1;
  return remainingCalls > 0 ? [{ ...fault, remainingCalls }] : [];
}
