// Makes the happenings of a scenario happen.
import type { Agenda } from './agenda.js';
import { errorOf, type SimulatedAuthenticator, type Weather } from './authenticator.js';
import type { Device } from './device.js';
import type { Network } from './network.js';
import type { Happening, Scenario } from './scenario.js';
import type { SimulatedStore } from './simulated-store.js';
import type { CallWatch } from './watch-calls.js';
import { demand } from './violation.js';
import type { LifeWatch } from './watch-life.js';

/** What the happenings act on. */
export interface Stage {
  readonly scenario: Scenario;
  readonly device: Device;
  readonly agenda: Agenda;
  readonly authenticator: SimulatedAuthenticator;
  readonly network: Network;
  readonly loop: SimulatedStore;
  readonly calls: CallWatch;
  readonly life: LifeWatch;
  setOnline(isOnline: boolean): void;
  isOnline(): boolean;
  readonly trace: ((line: string) => void) | undefined;
}

export interface Happenings {
  begin(): void;
  /** When the last of them begins. */
  endAt(): number;
  /** Ends whatever still goes on: fair weather, awake, visible, online, started. */
  calm(): void;
  isFair(): boolean;
  /** The app or its user begins anew after a while. */
  runEnded(): void;
}

const patienceMs = 30_000;
/** Those who wait are judged at every step. */
const callersMost = 40;
const hosted = { status: 'hosted', error: errorOf('hosted', null) } as const;
const inUse = { status: 'failed', error: errorOf('sdk_in_use', null) } as const;

export function createHappenings(stage: Stage): Happenings {
  const { scenario, device, agenda, authenticator, network, loop, calls, life } = stage;
  let usual: Weather = authenticator.weather();
  let endsAt = 0;
  let isCalm = false;
  let restartAt = Number.POSITIVE_INFINITY;
  let refusing = 0;
  let release: (() => void) | null = null;
  /** The latest of its kind ends what it began; an earlier one that it replaced ends nothing. */
  const latest = { weather: 0, offline: 0, hidden: 0 };

  function after(ms: number, happen: () => void): void {
    agenda.add(device.trueMs() + ms, happen);
  }

  function during(kind: keyof typeof latest, forSeconds: number, end: () => void): void {
    latest[kind] += 1;
    const turn = latest[kind];
    after(forSeconds * 1000, () => {
      if (latest[kind] === turn) end();
    });
  }

  function ask(kind: 'token' | 'refresh', minValiditySeconds: number, leaveAfterMs: number): void {
    if (loop.waiting().length >= callersMost) return;
    const waiting = loop.request(kind, minValiditySeconds * 1000);
    if (waiting !== null) after(leaveAfterMs, () => waiting.leave());
  }

  function start(): void {
    restartAt = Number.POSITIVE_INFINITY;
    life.disturbed();
    loop.bar(null);
    loop.start();
    loop.request('first-token', 0);
  }

  function stop(): void {
    loop.stop();
  }

  function restartIn(ms: number): void {
    restartAt = device.trueMs() + ms;
    const planned = restartAt;
    after(ms, () => {
      if (restartAt === planned) start();
    });
  }

  function wake(): void {
    loop.tellPage({ type: 'wake', restored: false });
  }

  function poll(everyMs: number): void {
    ask('token', 0, patienceMs);
    after(everyMs, () => poll(everyMs));
  }

  function repeat(times: number, everyMs: number, happen: () => void): void {
    for (let index = 0; index < times; index += 1) after(index * everyMs, happen);
  }

  function showWeather(weather: Weather, forSeconds: number, isAsked: boolean): void {
    life.disturbed();
    authenticator.change(weather);
    if (weather.kind === 'fair') usual = weather;
    during('weather', forSeconds, () => {
      life.disturbed();
      authenticator.change(usual);
    });
    if (isAsked) ask('refresh', 0, patienceMs);
  }

  function sleep(happening: Extract<Happening, { kind: 'sleep' }>): void {
    const { forSeconds, monoGoesOn, cutsCalls, wakeAfterMs } = happening;
    device.sleep(forSeconds * 1000, monoGoesOn);
    if (monoGoesOn) calls.slept(forSeconds * 1000);
    life.disturbed();
    if (cutsCalls) network.cut();
    if (wakeAfterMs !== null) after(wakeAfterMs, wake);
  }

  function goOffline(forSeconds: number, isLie: boolean): void {
    setOnline(false);
    network.setUp(isLie);
    if (!isLie) network.cut();
    during('offline', forSeconds, () => {
      network.setUp(true);
      setOnline(true);
    });
  }

  function setOnline(isOnline: boolean): void {
    life.disturbed();
    stage.setOnline(isOnline);
    calls.flagged(isOnline);
    loop.tellPage({ type: isOnline ? 'online' : 'offline' });
  }

  function hide(forSeconds: number, timersEverySeconds: number): void {
    life.disturbed();
    device.throttle(timersEverySeconds * 1000);
    during('hidden', forSeconds, () => {
      life.disturbed();
      device.throttle(0);
      wake();
    });
  }

  /** The API refuses every token for a while, as it does when it has revoked the participant's access. */
  function refuse(untilMs: number, everyMs: number): void {
    life.disturbed();
    if (device.trueMs() >= untilMs || isCalm) {
      refusing -= 1;
      return;
    }
    if (loop.token() !== null) loop.dispatch({ type: 'refused', generation: loop.core().generation });
    ask('token', 0, patienceMs);
    after(everyMs, () => refuse(untilMs, everyMs));
  }

  /** The device goes on, the page does not: its calls are lost and its timers stand still. */
  function restore(forSeconds: number): void {
    loop.tellPage({ type: 'hide' });
    device.sleep(forSeconds * 1000, true);
    calls.slept(forSeconds * 1000);
    life.disturbed();
    network.cut();
    loop.tellPage({ type: 'wake', restored: true });
  }

  function signOut(): void {
    loop.signOut();
    const { status } = loop.published();
    demand(
      (status === 'signed-out' || status === 'hosted') && loop.token() === null,
      'a sign-out ends the session at once',
      () => status,
    );
  }

  function leaseAgain(): void {
    if (release === null) {
      life.disturbed();
      release = loop.hold();
      return;
    }
    const { lineage } = loop.core();
    release();
    release = loop.hold();
    demand(
      loop.core().lineage === lineage,
      'a lease taken again in one task begins no run',
      () => `${lineage}`,
    );
  }

  function beginHosted(): void {
    loop.bar(hosted);
    loop.start();
    loop.request('first-token', 0);
    ask('token', 0, patienceMs);
    loop.dispatch({ type: 'hint' });
    loop.signOut();
  }

  function beginRefused(): void {
    loop.bar(inUse);
    loop.start();
  }

  function beginScenario(): void {
    switch (scenario.begins) {
      case 'start':
        return start();
      case 'caller':
        return ask('token', 0, patienceMs);
      case 'hosted':
        return beginHosted();
      case 'refuse':
        return beginRefused();
      case 'stop':
        return stop();
    }
  }

  function begin(happening: Happening): void {
    stage.trace?.(`${device.trueMs().toFixed(1)} ${JSON.stringify(happening)}`);
    switch (happening.kind) {
      case 'weather':
        return showWeather(happening.weather, happening.forSeconds, happening.isAsked);
      case 'sleep':
        return sleep(happening);
      case 'set-clock':
        life.disturbed();
        return device.setClock(happening.bySeconds * 1000);
      case 'offline':
        return goOffline(happening.forSeconds, happening.isLie);
      case 'hidden':
        return hide(happening.forSeconds, happening.timersEverySeconds);
      case 'callers': {
        const { count, minValiditySeconds, timeoutSeconds, abortAfterMs } = happening;
        const leaveAfterMs = Math.min(timeoutSeconds * 1000, abortAfterMs ?? Number.POSITIVE_INFINITY);
        for (let index = 0; index < count; index += 1) ask('token', minValiditySeconds, leaveAfterMs);
        return undefined;
      }
      case 'force':
        return repeat(happening.count, happening.everyMs, () => ask('refresh', 0, patienceMs));
      case 'refusals':
        refusing += 1;
        return refuse(device.trueMs() + happening.forSeconds * 1000, happening.everyMs);
      case 'late-refusal':
        return loop.dispatch({ type: 'refused', generation: loop.core().generation - 1 });
      case 'accepted':
        return loop.dispatch({
          type: 'called',
          via: 'sdk',
          outcome: 'answered',
          replayed: true,
          waitedMs: 0,
          tookMs: 0,
        });
      case 'hint':
        return loop.dispatch({ type: 'hint' });
      case 'wakes':
        return repeat(happening.count, happening.everyMs, wake);
      case 'participant':
        return authenticator.switchTo(happening.subject);
      case 'stop':
        stop();
        return restartIn(happening.forSeconds * 1000);
      case 'double-mount':
        stop();
        start();
        stop();
        return happening.stays ? start() : undefined;
      case 'sign-out':
        return signOut();
      case 'restore':
        return restore(happening.forSeconds);
      case 'lease':
        return leaseAgain();
      case 'hosted':
        stop();
        return beginHosted();
      case 'refuse':
        stop();
        return beginRefused();
    }
  }

  return {
    begin() {
      let atMs = 0;
      for (const [afterSeconds, happening] of scenario.happenings) {
        atMs += afterSeconds * 1000;
        agenda.add(atMs, () => begin(happening));
      }
      endsAt = atMs;
      beginScenario();
      if (scenario.pollSeconds !== null) poll(scenario.pollSeconds * 1000);
    },
    endAt: () => endsAt,
    calm() {
      isCalm = true;
      refusing = 0;
      latest.weather += 1;
      latest.offline += 1;
      latest.hidden += 1;
      authenticator.change(usual);
      network.setUp(true);
      setOnline(true);
      device.throttle(0);
      start();
      // Another participant may have signed in unnoticed: found now, the app has begun anew before the end.
      ask('refresh', 0, patienceMs);
    },
    isFair() {
      const isKind = authenticator.weather().kind === 'fair' && refusing === 0;
      return isKind && network.isUp() && stage.isOnline();
    },
    runEnded() {
      if (restartAt !== Number.POSITIVE_INFINITY) return;
      restartIn(scenario.restartSeconds * 1000);
      network.echo(scenario.restartSeconds * 500);
      after(scenario.restartSeconds * 300, () => {
        ask('token', 0, patienceMs);
        ask('refresh', 0, patienceMs);
      });
    },
  };
}
