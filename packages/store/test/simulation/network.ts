// The calls on their way between page and authenticator. What the store has given up arrives all the same, and some
// answers arrive twice, the second time up to an hour late: the core is to ignore them.
import type { TokenError } from '../../src/core/token-error.js';
import type { Agenda } from './agenda.js';
import {
  errorOf,
  fairLatencyMostMs,
  type Answer,
  type SimulatedAuthenticator,
  type SimulatedToken,
} from './authenticator.js';
import type { Device } from './device.js';
import type { Draw } from './random.js';

export interface Network {
  /** @returns whether nothing good can come of this call */
  send(flightId: number): boolean;
  /** Everything that is on its way is lost. */
  cut(): void;
  /** The last answer and the last failure arrive once more. */
  echo(afterMs: number): void;
  setUp(isUp: boolean): void;
  isUp(): boolean;
}

export interface Landings {
  answered(flightId: number, token: SimulatedToken): void;
  failed(flightId: number, error: TokenError): void;
}

const lost = errorOf('network', null);
const echoShare = 0.1;
const echoLeastMs = 10;
const echoMostMs = 3_600_000;

export function createNetwork(
  device: Device,
  agenda: Agenda,
  authenticator: SimulatedAuthenticator,
  landings: Landings,
  draw: Draw,
): Network {
  const onTheirWay = new Map<number, Answer>();
  const lastLanded: { good?: () => void; bad?: () => void } = {};
  let isUp = true;

  function arrive(flightId: number, answer: Answer): void {
    if (onTheirWay.get(flightId) !== answer) return;
    onTheirWay.delete(flightId);
    land(flightId, answer);
    lastLanded['token' in answer ? 'good' : 'bad'] = () => land(flightId, answer);
    if (draw() > echoShare) return;
    const lateMs = echoLeastMs * (echoMostMs / echoLeastMs) ** draw();
    agenda.add(device.trueMs() + lateMs, () => land(flightId, answer));
  }

  function land(flightId: number, answer: Answer): void {
    if ('error' in answer) return landings.failed(flightId, answer.error);
    if (!('token' in answer)) return;
    landings.answered(flightId, answer.token);
  }

  function expect(flightId: number, answer: Answer): void {
    onTheirWay.set(flightId, answer);
    if (answer.arrivesAt < Number.POSITIVE_INFINITY) {
      agenda.add(answer.arrivesAt, () => arrive(flightId, answer));
    }
  }

  return {
    send(flightId) {
      const sentAt = device.trueMs();
      const answer = isUp ? authenticator.answer(sentAt) : { error: lost, arrivesAt: sentAt + 15 };
      expect(flightId, answer);
      const isGood = 'token' in answer && authenticator.weather().kind === 'fair';
      return !isGood || answer.arrivesAt - sentAt > fairLatencyMostMs;
    },
    cut() {
      for (const flightId of onTheirWay.keys()) {
        expect(flightId, { error: lost, arrivesAt: device.trueMs() + 40 });
      }
    },
    echo(afterMs) {
      for (const landAgain of Object.values(lastLanded)) agenda.add(device.trueMs() + afterMs, landAgain);
    },
    setUp(next) {
      isUp = next;
    },
    isUp: () => isUp,
  };
}
