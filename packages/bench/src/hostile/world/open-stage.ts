// A browser with one client in its tabs, in virtual time: what a scenario plays on.
import type { OpenedClient, Tab } from '../../clients/client.js';
import { openPage, type Page } from '../../page/open-page.js';
import { seededChance } from '../../page/seeded-chance.js';
import type { Behaviour } from './behaviour.js';
import { connectServers } from './servers.js';
import { startQuietly } from './start-quietly.js';
import { createTally, type Tally } from './tally.js';
import { callEveryFiveSeconds, callOnce } from './traffic.js';
import { startVirtualTime, type VirtualTime } from './virtual-time.js';

export interface Stage extends Pick<VirtualTime, 'pass' | 'sleep' | 'setWallClock'>, Omit<Page, 'close'> {
  /** Opens the next tab: starts its client, and its calls of the API. */
  openTab(): OpenedClient;
  /** Opens the next tab and starts its client, but calls nothing. */
  openQuietTab(): OpenedClient;
  /** The first tab calls the API many times at once. */
  callAtOnce(times: number): void;
  stopCalling(): void;
  /** Only what is begun from now on counts. */
  countFromNow(): void;
  readonly tally: () => Tally;
  close(): void;
}

export interface Setting {
  readonly openClient: (tab: Tab) => OpenedClient;
  readonly behaviour: Behaviour;
  readonly lifeSeconds: number;
  readonly clockAheadMs: number;
  readonly tabs: number;
  readonly seed: number;
}

export function openStage(setting: Setting): Stage {
  const time = startVirtualTime(setting.clockAheadMs);
  let counting = { tally: createTally(), sinceMs: 0 };
  const tally = () => counting.tally;
  const page = openPage(connectServers({ ...setting, time, counting: () => counting }));
  const { random } = Math;
  Math.random = seededChance(setting.seed);
  const clients: OpenedClient[] = [];
  const stops: (() => void)[] = [];
  let session: Promise<unknown> | undefined;
  const signInOnce = (login: () => Promise<unknown>) => (session ??= login());

  function openQuietTab(): OpenedClient {
    const tab = { hasSiblings: setting.tabs > 1, storage: localStorage, signInOnce };
    const client = setting.openClient(tab);
    clients.push(client);
    startQuietly(client);
    return client;
  }

  return {
    ...page,
    ...time,
    tally,
    openTab() {
      const client = openQuietTab();
      stops.push(callEveryFiveSeconds(client, tally));
      return client;
    },
    openQuietTab,
    callAtOnce(times) {
      for (let n = 0; n < times; n++) void callOnce(clients[0]!, tally());
    },
    stopCalling() {
      for (const stop of stops.splice(0)) stop();
    },
    countFromNow() {
      counting = { tally: createTally(), sinceMs: time.trueMs() };
    },
    close() {
      Math.random = random;
      page.close();
      time.end();
    },
  };
}
