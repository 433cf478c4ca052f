// The authenticator fails, hangs, or says that the user is signed out.
import type { Scenario } from '../scenario.js';
import type { Behaviour } from '../world/behaviour.js';
import { hours, minutes, seconds } from '../world/durations.js';

/** From the first refresh on, which is the second call. */
function outOnceRunning(lengthMs: number): () => Behaviour {
  return () => {
    let endMs = Number.POSITIVE_INFINITY;
    return ({ number, atMs }) => {
      if (number === 2) endMs = atMs + lengthMs;
      return number > 1 && atMs < endMs ? 503 : 'token';
    };
  };
}

function failing(
  id: string,
  title: string,
  behaviour: () => Behaviour,
  { lengthMs = hours(1), isAboutFirstToken = false } = {},
): Scenario {
  return {
    id,
    title,
    behaviour,
    isAboutFirstToken,
    async play({ openTab, pass }) {
      openTab();
      await pass(lengthMs);
    },
  };
}

const atFirst = { lengthMs: minutes(10), isAboutFirstToken: true };

export const outageScenarios: readonly Scenario[] = [
  failing('5a', '503 for 5 min from the first refresh on, 1 h', outOnceRunning(minutes(5))),
  failing('5b', '503 for 20 min from the first refresh on, 1 h', outOnceRunning(minutes(20))),
  failing(
    '5c',
    '503 for the first 30 s, 10 min',
    () => (call) => (call.atMs < seconds(30) ? 503 : 'token'),
    atFirst,
  ),
  failing(
    '6a',
    'the first refresh is never answered, 1 h',
    () =>
      ({ number }) =>
        number === 2 ? 'hang' : 'token',
  ),
  failing(
    '6b',
    'the very first call is never answered, 10 min',
    () => (call) => (call.number === 1 ? 'hang' : 'token'),
    atFirst,
  ),
  failing(
    '7',
    '401 for ever from the first refresh on (signed out), 1 h',
    () =>
      ({ number }) =>
        number === 1 ? 'token' : 401,
  ),
];
