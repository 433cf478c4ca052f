// Steps of the core per second of one core's time, over a mixture of events: timers, callers, answers, failures, wakes.
//   npx tsc -b packages/store && node packages/store/bench/core-steps.mjs [rounds]
import { pathToFileURL } from 'node:url';
import { initialState } from '../dist/core/state.js';
import { TokenError } from '../dist/core/token-error.js';
import { transition } from '../dist/core/transition.js';

const stepsInRound = 500_000;
const policy = { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: false };
const facts = { lifeMs: 600_000, refreshInMs: null, subject: null, sameToken: false };
const error = new TokenError('unavailable', 'simulated');

/** The median of the rounds, in steps per second of CPU time, so that a busy machine does not count. */
export function coreStepsPerSecond(rounds = 9) {
  runSteps(stepsInRound);
  const results = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    runSteps(stepsInRound);
    const { user, system } = process.cpuUsage(before);
    return stepsInRound / ((user + system) / 1e6);
  });
  return results.toSorted((one, other) => one - other)[Math.floor(rounds / 2)];
}

function runSteps(count) {
  const reading = { now: 0, monoMs: 0, wallAt: Date.UTC(2026, 0, 1), awaited: false, random: 0.5 };
  let state = initialState;
  const step = (event) => {
    ({ state } = transition(state, event, { ...reading }, policy));
  };
  const pass = (ms) => {
    reading.now += ms;
    reading.monoMs += ms;
    reading.wallAt += ms;
  };
  step({ type: 'start', online: true });
  step({ type: 'started' });
  for (let taken = 2; taken < count; taken += 1) {
    reading.random = (reading.random + 0.618) % 1;
    if (state.flight !== null) {
      pass(150);
      const flightId = state.flight.id;
      step(
        taken % 8 === 0 ? { type: 'call-failed', flightId, error } : { type: 'answered', flightId, facts },
      );
    } else if (taken % 32 === 5) {
      step({ type: 'wake', online: true });
    } else if (taken % 16 === 3) {
      step({ type: 'demand' });
    } else if (taken % 4 === 0) {
      pass(40);
      step({ type: 'tick' });
    } else {
      pass(Math.max(state.armedAt - reading.now, 0));
      step({ type: 'timer' });
    }
  }
  if (state.generation === 0 || state.phase !== 'running') throw new Error('the core did not run');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const perSecond = coreStepsPerSecond(Number(process.argv[2] ?? 9));
  console.log(`${Math.round(perSecond).toLocaleString('en')} steps of the core per second`);
}
