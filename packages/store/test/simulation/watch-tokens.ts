// What the store promises about the tokens that it gives to callers and to the SDK.
import { handOverDriftMs, hardWindowMs } from '../../src/core/policy.js';
import type { Reading } from '../../src/core/moment.js';
import type { Verdict, Want } from '../../src/core/verdict.js';
import type { SimulatedToken } from './authenticator.js';
import type { Device } from './device.js';
import type { Production, SimulatedStore } from './simulated-store.js';
import type { Mark, TimeMarks } from './time-marks.js';
import { demand } from './violation.js';

export interface TokenWatch {
  committed(token: SimulatedToken, leftWith: Mark): void;
  handedOver(token: SimulatedToken, leftMs: number): void;
  takenFromSdk(): void;
  served(token: SimulatedToken | null, want: Want | null): void;
  judged(want: Want, verdict: Verdict, reading: Reading): void;
  runEnded(): void;
  /** A token that the core knows nothing of any more is kept nowhere. */
  assertKeptWithCore(): void;
  assertSdkIsTold(reading: Reading): void;
  assertNobodyWaitsAgain(reading: Reading): void;
}

export function createTokenWatch(
  production: Production,
  device: Device,
  marks: TimeMarks,
  loop: () => SimulatedStore,
): TokenWatch {
  const { usableToken } = production;
  let current: SimulatedToken | null = null;
  let requested: Mark = marks.mark();
  let generation = 0;
  let subject: string | null = null;
  let sdk: { readonly token: SimulatedToken; readonly untilWall: number } | null = null;
  let finishedCalls = 0;

  /** The most that can truly be left, allowing for what the clocks cannot show. */
  function mostLeftMs(token: SimulatedToken): number {
    return token.expiresAtTrueMs - device.trueMs() + marks.behindSince(requested);
  }

  return {
    committed(token, leftWith) {
      const { generation: next, life } = loop().core();
      demand(life.is === 'running', 'a token is taken in a run only', () => life.is);
      demand(next === generation + 1, 'the generation never goes back', () => `${generation} to ${next}`);
      demand(
        subject === null || token.subject === null || token.subject === subject,
        'nothing of another participant',
        () => `${token.subject} after ${subject}`,
      );
      current = token;
      requested = leftWith;
      subject = token.subject ?? subject;
      generation = next;
    },
    handedOver(token, leftMs) {
      const mostMs = mostLeftMs(token);
      demand(
        mostMs > 0 && leftMs <= mostMs,
        'the SDK gets no token past its true expiry',
        () => `told that ${leftMs} ms are left, in truth ${mostMs} at most`,
      );
      sdk = { token, untilWall: device.wallAt() + leftMs };
    },
    takenFromSdk() {
      sdk = null;
    },
    served(token, want) {
      const core = loop().core();
      if (core.life.is === 'ended' && core.life.as === 'hosted') {
        demand(want?.kind === 'first-token', 'no token where MyDataHelps hosts', () => String(want?.kind));
        return;
      }
      demand(token !== null && core.token !== null, 'a served caller has a token', () => core.life.is);
      demand(token === current, 'callers get the current token', () => `generation ${generation}`);
      demand(
        core.token.standing === 'good',
        'no caller gets a refused or doubtful token',
        () => `generation ${generation}`,
      );
      const mostMs = mostLeftMs(token);
      demand(mostMs > 0, 'no caller gets a token past its true expiry', () => `expired ${-mostMs} ms ago`);
    },
    judged(want, verdict, reading) {
      const core = loop().core();
      if (core.life.is === 'ended' && core.life.as !== 'hosted') {
        demand(typeof verdict === 'object', 'an ended run rejects at once', () => want.kind);
      }
      const token = usableToken(core, reading.now);
      if (token === null || want.kind !== 'token') return;
      const leftMs = token.expiresAt - reading.now;
      const isEnough = leftMs > hardWindowMs && leftMs >= want.minValidityMs;
      demand(
        verdict === 'use' || !isEnough || want.minValidityMs >= (core.lifeMs ?? 0),
        'a token with enough life is served at once',
        () => `${leftMs} ms are left, ${want.minValidityMs} wanted`,
      );
    },
    runEnded() {
      demand(
        loop().token() === null && sdk === null,
        'neither store nor SDK keeps a token after the end of a run',
        () => loop().core().life.is,
      );
      current = null;
      subject = null;
    },
    assertKeptWithCore() {
      demand(
        loop().token() === null || loop().core().token !== null,
        'the store keeps no token that it does not use',
        () => loop().published().status,
      );
    },
    /** The SDK goes by the wall clock. What it was told last may be as old as two drifts too small to tell. */
    assertSdkIsTold(reading) {
      const core = loop().core();
      demand(core.generation === generation, 'the generation counts commits', () => `${core.generation}`);
      const usable = usableToken(core, reading.now);
      if (usable === null) return;
      demand(sdk?.token === current && sdk !== null, 'the SDK has the current token', () => `${generation}`);
      const believedMs = sdk.untilWall - reading.wallAt;
      demand(
        believedMs <= mostLeftMs(sdk.token) + 2 * handOverDriftMs,
        'the SDK is told when the clocks part',
        () => `believes ${believedMs} ms, in truth ${mostLeftMs(current!)}`,
      );
      const leftMs = usable.expiresAt - reading.now;
      demand(
        believedMs > 0 || leftMs < 2 * handOverDriftMs + 1_000,
        'the SDK never thinks a valid token expired',
        () => `believes ${believedMs} ms, the store ${leftMs}`,
      );
    },
    assertNobodyWaitsAgain(reading) {
      const core = loop().core();
      if (core.finishedCalls === finishedCalls) return;
      finishedCalls = core.finishedCalls;
      const isUsable = usableToken(core, reading.now) !== null;
      for (const { want } of loop().waiting()) {
        if (want.finishedCalls === finishedCalls) continue;
        const { landed } = core;
        const hasRefreshed = landed?.forced === true && landed.flightId > want.lastFlightId;
        demand(
          want.kind === 'refresh' ? !hasRefreshed : want.kind !== 'token' || !isUsable,
          'a caller waits for one call at most',
          () => `${want.kind}, ${want.minValidityMs} ms wanted`,
        );
      }
    },
  };
}
