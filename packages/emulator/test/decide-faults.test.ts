// Which faults meet a call: the pure decision, as a table.
import { describe, expect, it } from 'vitest';
import { decideFaults } from '../src/faults/decide-faults.js';
import type { Endpoint } from '../src/faults/endpoint.js';
import type { ActiveFault, Fault } from '../src/faults/fault.js';

const active = (id: string, fault: Fault & { remainingCalls?: number }): ActiveFault => ({
  endpoint: '*',
  remainingCalls: null,
  ...fault,
  id,
});
const call: Endpoint[] = ['*', 'api', 'surveytasks'];

describe('decideFaults', () => {
  it.each<[string, ActiveFault[], { latencySeconds: number; outcome: string | null; left: string[] }]>([
    ['nothing', [], { latencySeconds: 0, outcome: null, left: [] }],
    [
      'a fault of another endpoint, which stays as it is',
      [active('a', { effect: 'answer', endpoint: 'inbox', status: 500, remainingCalls: 1 })],
      { latencySeconds: 0, outcome: null, left: ['a:1'] },
    ],
    [
      'the newest of those that fit, which alone is counted',
      [
        active('a', { effect: 'answer', endpoint: 'api', status: 500, remainingCalls: 2 }),
        active('b', { effect: 'hang', endpoint: 'surveytasks', remainingCalls: 2 }),
        active('c', { effect: 'drop', endpoint: 'token' }),
      ],
      { latencySeconds: 0, outcome: 'b', left: ['a:2', 'b:1', 'c:null'] },
    ],
    [
      'all latencies, and the one outcome with its own',
      [
        active('a', { effect: 'delay', latencySeconds: 1, remainingCalls: 1 }),
        active('b', { effect: 'answer', latencySeconds: 2, status: 503 }),
        active('c', { effect: 'delay', latencySeconds: 4 }),
      ],
      { latencySeconds: 7, outcome: 'b', left: ['b:null', 'c:null'] },
    ],
    [
      'a fault for the last time',
      [active('a', { effect: 'answer', endpoint: 'surveytasks', status: 429, remainingCalls: 1 })],
      { latencySeconds: 0, outcome: 'a', left: [] },
    ],
  ])('finds %s', (_name, faults, expected) => {
    const { latencySeconds, outcome, remaining } = decideFaults(faults, call);
    const left = remaining.map((fault) => `${fault.id}:${fault.remainingCalls}`);
    expect({ latencySeconds, outcome: outcome?.id ?? null, left }).toEqual(expected);
  });
});
