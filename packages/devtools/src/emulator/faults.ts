// The faults of an emulator that the panel offers.

import type { Fault } from './emulator-control.js';

export interface EmulatorFault {
  readonly label: string;
  /** As the control API takes it. */
  readonly fault: Fault;
  /** Meets the calls for a token: one is made at once, so that it can be seen. */
  readonly isOfTokens: boolean;
}

export const emulatorFaults: readonly EmulatorFault[] = [
  {
    label: 'Slow answers (3 s)',
    fault: { effect: 'delay', endpoint: '*', latencySeconds: 3 },
    isOfTokens: true,
  },
  {
    label: 'Token endpoint: 503',
    fault: { effect: 'answer', endpoint: 'token', status: 503 },
    isOfTokens: true,
  },
  { label: 'Token endpoint: never answers', fault: { effect: 'hang', endpoint: 'token' }, isOfTokens: true },
  { label: 'API: 401', fault: { effect: 'answer', endpoint: 'api', status: 401 }, isOfTokens: false },
  {
    label: 'Tokens live 15 s',
    fault: { effect: 'lifetime', endpoint: 'participant-token', tokenLifetimeSeconds: 15 },
    isOfTokens: true,
  },
];
