// Bugs of the core, each a change of a few characters, that the simulation has to find.

export interface SeededBug {
  readonly name: string;
  /** File below `src/core`, what stands there, and what the bug makes of it. */
  readonly changes: readonly (readonly [file: string, from: string, to: string])[];
}

export const seededBugs: readonly SeededBug[] = [
  {
    name: 'an answer is taken for the call on its way, whichever it belongs to',
    changes: [
      [
        'transition.ts',
        'return state.flight?.id === event.flightId\n        ? commitAnswer(',
        'return state.flight !== null\n        ? commitAnswer(',
      ],
    ],
  },
  {
    name: 'the wall clock only',
    changes: [
      [
        'elapsed-clock.ts',
        'Math.max(wallAt - anchor.wallAt, monoMs - anchor.monoMs, 0)',
        'Math.max(wallAt - anchor.wallAt, 0)',
      ],
    ],
  },
  {
    name: 'the monotonic clock only',
    changes: [
      [
        'elapsed-clock.ts',
        'Math.max(wallAt - anchor.wallAt, monoMs - anchor.monoMs, 0)',
        'monoMs - anchor.monoMs',
      ],
    ],
  },
  {
    name: 'a clock set back makes tokens younger once the anchor moves',
    changes: [
      ['elapsed-clock.ts', 'elapsedMs: elapsedSince(anchor, wallAt, monoMs)', 'elapsedMs: anchor.elapsedMs'],
    ],
  },
  {
    name: 'the life is counted from the arrival of the answer',
    changes: [
      ['answer.ts', 'expiresAt = flight.startedAt + facts.lifeMs', 'expiresAt = reading.now + facts.lifeMs'],
    ],
  },
  {
    name: 'an expired token is served for another half minute',
    changes: [
      ['state.ts', 'now < token.expiresAt ?', 'now < token.expiresAt + 30_000 ?'],
      ['settle.ts', 'reading.now < state.token.expiresAt)', 'reading.now < state.token.expiresAt + 30_000)'],
    ],
  },
  {
    name: 'a refused token is still good',
    changes: [['state.ts', '!token.refused && now', 'now']],
  },
  {
    name: 'the refresh lies a margin after expiry',
    changes: [['schedule.ts', 'facts.lifeMs - margin;', 'facts.lifeMs + margin;']],
  },
  {
    name: 'no budget of calls',
    changes: [['due.ts', 'oldest + budgetWindowMs - monoMs, ', '']],
  },
  {
    name: 'no floor between two calls',
    changes: [['due.ts', 'last + floorMs - monoMs, ', '']],
  },
  {
    name: 'floor and budget are forgotten by a restart',
    changes: [['state.ts', 'finishedCalls, callStarts, holdUntil };', 'finishedCalls, holdUntil };']],
  },
  {
    name: 'a call leaves while another is on its way',
    changes: [
      [
        'settle.ts',
        'if (next.flight === null) next =',
        'if (next.flight === null || reading.now > 0) next =',
      ],
    ],
  },
  {
    name: 'nothing is armed after a failure',
    changes: [
      [
        'settle.ts',
        '  const isArmed = ',
        '  if (state.attempt > 0 && state.flight === null) return state;\n  const isArmed = ',
      ],
    ],
  },
  {
    name: 'a call is never given up',
    changes: [
      ['settle.ts', 'flight.startedAt + policy.timeoutMs) return', 'flight.startedAt + 1e12) return'],
    ],
  },
  {
    name: 'Retry-After is ignored',
    changes: [['due.ts', 'state.holdUntil, ', '']],
  },
  {
    name: 'a wake overrides Retry-After',
    changes: [['transition.ts', '    backoffStep: 0,\n    retryAt:', '    holdUntil: 0,\n    retryAt:']],
  },
  {
    name: 'neither a wake nor the network coming back earns a try at once',
    changes: [['transition.ts', 'Math.min(state.retryAt, reading.now)', 'state.retryAt']],
  },
  {
    name: 'backoff climbs to ten minutes',
    changes: [['policy.ts', 'backoffMostMs = 60_000', 'backoffMostMs = 600_000']],
  },
  {
    name: 'a failed refresh waits for the planned one, whatever is announced',
    changes: [['due.ts', 'Math.min(token.refreshAt, state.retryAt ?? token.refreshAt)', 'token.refreshAt']],
  },
  {
    name: 'who waits does not hasten the next try',
    changes: [['settle.ts', 'if (!reading.awaited || ', 'if (reading.now > 0 || ']],
  },
  {
    name: 'offline is tried like everything else',
    changes: [['failure.ts', 'if (!state.online) return offlineRetryMs;', '']],
  },
  {
    name: 'the same token again is asked for without end',
    changes: [['answer.ts', 'bringsProgress(state, flight, facts, expiresAt) ?', 'facts.lifeMs > 0 ?']],
  },
  {
    name: 'a caller waits for a validity that no token will ever have',
    changes: [['verdict.ts', 'return hadItsRefresh || ', 'return ']],
  },
  {
    name: 'the token of another participant is taken',
    changes: [['hold-token.ts', 'subject !== state.subject;', 'subject === "";']],
  },
  {
    name: 'the SDK keeps its token after the end',
    changes: [['failure.ts', "{ type: 'drop', fromSdk: true }", "{ type: 'drop', fromSdk: false }"]],
  },
  {
    name: 'the SDK is not told of a clock that jumped',
    changes: [['settle.ts', 'Math.abs(driftMs) <= handOverDriftMs', 'Math.abs(driftMs) <= 1e12']],
  },
  {
    name: 'the timer outlives the run',
    changes: [
      [
        'settle.ts',
        "if (state.phase !== 'running') return disarm(state, actions);",
        "if (state.phase !== 'running') return state;",
      ],
    ],
  },
  {
    name: 'a restart counts generations anew',
    changes: [['state.ts', 'const kept = { endedAt, generation, ', 'const kept = { endedAt, ']],
  },
];
