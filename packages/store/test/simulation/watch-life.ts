// What the store promises about going on: something is always armed, and a valid token comes back in time.
import {
  backoffMostMs,
  backoffStartMs,
  floorMs,
  handOverDriftMs,
  longestTimerMs,
  waitingRetryMs,
} from '../../src/core/policy.js';
import type { CoreEvent } from '../../src/core/events.js';
import type { Reading } from '../../src/core/moment.js';
import { fairLatencyMostMs } from './authenticator.js';
import type { Device } from './device.js';
import type { Production, SimulatedStore } from './simulated-store.js';
import type { CallWatch } from './watch-calls.js';
import { demand } from './violation.js';

/** Room for timers that are a little late, and for rounding. */
const roomMs = 60;

export interface LifeWatch {
  /** Something happened that may cost a call or its time: the bounds count from here. */
  disturbed(): void;
  expired(): void;
  stepped(event: CoreEvent, reading: Reading, hasMicrotask: boolean): void;
  /** `isFair`: the authenticator answers in time, and network and browser let it. */
  passed(isFair: boolean): void;
}

export function createLifeWatch(
  production: Production,
  device: Device,
  calls: CallWatch,
  loop: () => SimulatedStore,
): LifeWatch {
  let disturbedAt = 0;
  let withoutSince: number | null = null;

  function oneCallMs(): number {
    return floorMs + fairLatencyMostMs + 2 * device.throttleMs() + roomMs + 2 * device.resolutionMs;
  }

  /** Instants that are shown may be off by a drift of the clocks too small to tell. */
  function assertAnnouncement(): void {
    const published = loop().published();
    if (!('nextAttemptAt' in published) || published.nextAttemptAt === null) return;
    if (calls.isHeldBack() || calls.isAtFloor()) return;
    const overdueMs = device.wallAt() - published.nextAttemptAt;
    demand(
      overdueMs <= handOverDriftMs + roomMs + device.resolutionMs,
      'the next attempt that is announced is still to come',
      () => `${overdueMs} ms ago`,
    );
  }

  /** Of several wakes within 2 s the first counts; one that finds a call that slept for too long tries within a second. */
  function assertTryAtOnce({ type }: CoreEvent, reading: Reading): void {
    const core = loop().core();
    const isTaken = type === 'online' || (type === 'wake' && core.wokeAt === reading.now && core.online);
    if (!isTaken || production.usableToken(core, reading.now) !== null) return;
    const retryInMs = (core.retry.at ?? reading.now) - reading.now;
    const isSoon = retryInMs > 0 && retryInMs <= backoffStartMs;
    demand(
      isSoon || calls.current() !== null || calls.isHeldBack() || calls.isAtFloor(),
      'a wake and a network that is back are worth a try at once',
      () => type,
    );
  }

  return {
    disturbed() {
      disturbedAt = device.awakeMs();
    },
    expired() {
      const calmMs = device.awakeMs() - disturbedAt;
      demand(
        calmMs <= backoffMostMs + oneCallMs() || loop().core().stall.count > 0 || device.throttleMs() > 1_000,
        'no token lapses in fair weather',
        () => `fair for ${calmMs} ms`,
      );
    },
    stepped(event, reading, hasMicrotask) {
      const core = loop().core();
      if (!production.isLive(core)) {
        demand(
          !device.isArmed() && calls.current() === null && loop().waiting().length === 0,
          'nothing is armed after the end of a run',
          () => `${core.life.is}: timer ${device.isArmed()}, ${loop().waiting().length} callers`,
        );
        return;
      }
      if (core.life.is === 'starting') {
        demand(hasMicrotask, 'something is armed that will act', () => 'starting without a microtask');
        return;
      }
      demand(device.isArmed(), 'something is armed that will act', () => 'running without a timer');
      const dueMs = device.timerDueAwakeMs();
      const inMs = dueMs - device.awakeMs();
      demand(inMs <= longestTimerMs + roomMs, 'no timer is longer than a minute', () => `${inMs} ms`);
      const call = calls.current();
      demand(
        call === null ||
          inMs > longestTimerMs - roomMs ||
          dueMs <= call.endsAwakeMs + roomMs + device.resolutionMs,
        'a call is on its way with a timer for its timeout',
        () => `due ${dueMs - call!.endsAwakeMs} ms after it`,
      );
      assertAnnouncement();
      assertTryAtOnce(event, reading);
    },
    passed(isFair) {
      calls.assertEnds();
      const core = loop().core();
      const awakeMs = device.awakeMs();
      const isWell = loop().token() !== null && core.token?.standing === 'good' && core.retry.error === null;
      withoutSince = isWell ? null : (withoutSince ?? awakeMs);
      if (!isFair || core.life.is !== 'running' || calls.current()?.isDoomed === true || calls.isHeldBack()) {
        disturbedAt = awakeMs;
        return;
      }
      const withoutMs = awakeMs - Math.max(disturbedAt, withoutSince ?? awakeMs);
      demand(
        withoutMs <= backoffMostMs + oneCallMs(),
        'a valid token is back within backoff and one call',
        () => `none after ${withoutMs} ms`,
      );
      const [longest] = loop().waiting();
      if (longest === undefined) return;
      const waitedMs = awakeMs - Math.max(disturbedAt, longest.sinceAwakeMs);
      demand(
        waitedMs <= waitingRetryMs + oneCallMs(),
        'who waits has a token within 15 s and one call',
        () => `none after ${waitedMs} ms`,
      );
    },
  };
}
