// One scenario, run to its end: a machine, a page with a store, its users and callers, a network and an authenticator.
import type { CoreEvent } from '../../src/core/events.js';
import { createAgenda } from './agenda.js';
import { createAuthenticator, secret } from './authenticator.js';
import { createDevice } from './device.js';
import { count, type EventTable } from './event-table.js';
import { createHappenings } from './happenings.js';
import { createNetwork, type Landings } from './network.js';
import { createDraw } from './random.js';
import type { Scenario } from './scenario.js';
import { createSimulatedStore, type Production, type SimulatedStore } from './simulated-store.js';
import { createTimeMarks } from './time-marks.js';
import { demand } from './violation.js';
import { createCallWatch } from './watch-calls.js';
import { createLifeWatch } from './watch-life.js';
import { createRefreshWatch } from './watch-refreshes.js';
import { createTokenWatch } from './watch-tokens.js';

/** What a run was made of. */
export interface RunReport {
  simulatedMs: number;
  steps: number;
  calls: number;
  served: number;
  handOvers: number;
}

/** After the last happening, in fair weather: longer than the longest `Retry-After`. */
const calmAtTheEndMs = 30 * 60_000;
/** More steps than this in one second of virtual time is a loop that spins. */
const stepsInASecondMost = 3_000;

/** Runs the scenario. @throws Violation where the store breaks a promise */
export async function runScenario(
  production: Production,
  scenario: Scenario,
  table: EventTable,
  trace?: (line: string) => void,
): Promise<RunReport> {
  const report: RunReport = { simulatedMs: 0, steps: 0, calls: 0, served: 0, handOvers: 0 };
  const draw = createDraw(scenario.seed);
  const policy = {
    safetyMarginMs: scenario.safetyMarginSeconds * 1000,
    timeoutMs: scenario.timeoutSeconds * 1000,
    shares: false,
  };
  const device = createDevice(scenario.clockResolutionMs, createDraw(scenario.seed + 1));
  const agenda = createAgenda();
  const authenticator = createAuthenticator(
    {
      kind: 'fair',
      lifeSeconds: scenario.lifeSeconds,
      refreshInSeconds: null,
      shrinkTo: 1,
      latencyMs: 400,
    },
    createDraw(scenario.seed + 2),
  );
  const landings: Landings = {
    answered(flightId, token) {
      if (calls.current()?.isDoomed === true) life.disturbed();
      calls.landed(flightId);
      loop.land(flightId, { token });
    },
    failed(flightId, error) {
      if (calls.current()?.id === flightId) life.disturbed();
      calls.failed(flightId, error);
      loop.land(flightId, { error });
    },
  };
  const network = createNetwork(device, agenda, authenticator, landings, createDraw(scenario.seed + 3));
  let isOnline = true;
  let second = 0;
  let stepsInSecond = 0;

  const loop: SimulatedStore = createSimulatedStore(production, policy, {
    draw,
    readClocks: device.read,
    awakeMs: device.awakeMs,
    isOnline: () => isOnline,
    arm: device.arm,
    call(flightId, reason) {
      report.calls += 1;
      refreshes.called(flightId);
      calls.started(flightId, reason, network.send(flightId));
    },
    abort(flightId) {
      life.disturbed();
      calls.aborted(flightId);
    },
    committed(flightId, token) {
      tokens.committed(token, calls.committed(flightId, token));
    },
    handOver(token, leftMs) {
      report.handOvers += 1;
      tokens.handedOver(token, leftMs);
    },
    takeFromSdk: () => tokens.takenFromSdk(),
    served(token, want) {
      report.served += 1;
      refreshes.served(want);
      tokens.served(token, want);
    },
    asked(kind) {
      if (kind === 'refresh') calls.forced();
      return refreshes.lastFlightId();
    },
    waits: (want, leftBefore) => refreshes.waits(want, leftBefore),
    judged: (want, verdict, reading) => tokens.judged(want, verdict, reading),
    acted(action) {
      if (action.type === 'notify-expired') life.expired();
      refreshes.acted(action);
      demand(
        action.type !== 'take-turn' && action.type !== 'ask-peers',
        'a tab of its own has no business with other tabs',
        () => action.type,
      );
    },
    stepped(event, before, reading) {
      report.steps += 1;
      count(table, before.status, event.type);
      trace?.(describe(event));
      assertNoSpin();
      const published = loop.published();
      if (published !== before) assertNoSecret(published);
      tokens.assertKeptWithCore();
      life.stepped(event, reading, loop.hasMicrotask());
      if (production.isLive(loop.core())) {
        tokens.assertSdkIsTold(reading);
        tokens.assertNobodyWaitsAgain(reading);
      } else {
        calls.runEnded();
        tokens.runEnded();
        refreshes.runEnded();
        happenings.runEnded();
      }
    },
  });
  const refreshes = createRefreshWatch(() => loop);
  const marks = createTimeMarks(device, loop.anchorMoves);
  const calls = createCallWatch(policy, device, marks, () => loop);
  const tokens = createTokenWatch(production, device, marks, () => loop);
  const life = createLifeWatch(production, device, calls, () => loop);
  const happenings = createHappenings({
    scenario,
    device,
    agenda,
    authenticator,
    network,
    loop,
    calls,
    life,
    setOnline(next) {
      isOnline = next;
    },
    isOnline: () => isOnline,
    trace,
  });

  function assertNoSpin(): void {
    const now = Math.floor(device.awakeMs() / 1000);
    stepsInSecond = now === second ? stepsInSecond + 1 : 0;
    second = now;
    demand(
      stepsInSecond < stepsInASecondMost,
      'the loop does not spin',
      () => `${stepsInSecond} steps in 1 s`,
    );
  }

  function assertNoSecret(published: object): void {
    for (const value of Object.values(published)) {
      const isSecret = typeof value === 'string' ? value.includes(secret) : false;
      demand(!isSecret, 'the published state holds no token', () => value);
    }
  }

  function describe(event: CoreEvent): string {
    const { status } = loop.published();
    return `${device.trueMs().toFixed(1)} wall ${device.wallAt()} mono ${device.awakeMs().toFixed(1)} ${JSON.stringify(event)} -> ${status}`;
  }

  /** Microtasks first, then what is due next: the page's timer, or what the agenda holds. */
  async function passTimeTo(endAt: number): Promise<void> {
    for (;;) {
      if (loop.hasMicrotask()) {
        loop.runMicrotask();
        continue;
      }
      const timerAt = device.timerFiresAt();
      const nextAt = agenda.nextAt();
      if (timerAt > endAt && nextAt > endAt) break;
      if (timerAt <= nextAt) {
        device.advanceTo(timerAt);
        device.fireTimer();
        loop.fireTimer();
      } else {
        device.advanceTo(nextAt);
        agenda.happen();
      }
      await promisesSettle();
      loop.rethrow();
      life.passed(happenings.isFair());
    }
    device.advanceTo(endAt);
  }

  happenings.begin();
  await passTimeTo(happenings.endAt());
  happenings.calm();
  await passTimeTo(Math.max(happenings.endAt(), device.trueMs()) + calmAtTheEndMs);
  demand(
    loop.published().status === 'active',
    'a scenario ends with a valid token',
    () => loop.published().status,
  );
  report.simulatedMs = device.trueMs();
  return report;
}

/** An answer reaches the engine through its promise. */
async function promisesSettle(): Promise<void> {
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
}
