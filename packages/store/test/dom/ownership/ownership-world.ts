// Three stores and two real SDKs in the hands of an app without manners.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { connectSdk, connectSink, isTokenError, type TokenStore } from '../../../src/index.js';
import { createTestStore, type TestStore } from '../../../src/testing/index.js';
import { sdkCount, storeCount, type Act, type Story } from './acts.js';

/** In one turn: an app that starts and stops in every callback would never come to an end. */
const meddlingMost = 6;
const ended = ['idle', 'hosted', 'signed-out', 'denied', 'failed', 'stopped'];
const gated = ['connect', 'makeRequest'] as const;

function isLive({ state }: TokenStore): boolean {
  return !ended.includes(state.status);
}

export class OwnershipWorld {
  /** What has gone against a promise, in words. */
  readonly problems: string[] = [];
  private readonly tabs: readonly TestStore[];
  private readonly sdks = Array.from({ length: sdkCount }, () => new MyDataHelps());
  private readonly sinkTokens: (string | null)[] = Array.from({ length: storeCount }, () => null);
  private readonly connections = new Map<string, () => void>();
  private readonly releases: (() => void)[] = [];
  private unsettled = 0;
  private meddled = 0;
  private meddledInTurn = 0;

  constructor(private readonly told: Story) {
    const share = told.shares ? { share: 'session' } : {};
    const first = createTestStore({ lifeSeconds: 300, callTimeoutSeconds: 5, ...share });
    this.tabs = [first, ...Array.from({ length: storeCount - 1 }, () => first.openTab())];
    for (const [index, { store }] of this.tabs.entries()) this.listenTo(store, index);
  }

  /** Everything that happens, and then the end of all of it. */
  async play(): Promise<void> {
    const { clock } = this.tabs[0]!;
    for (const { acts, passMs } of this.told.turns) {
      this.meddledInTurn = 0;
      for (const act of acts) this.do(act);
      await clock.advance(passMs);
      this.check();
      if (this.problems.length > 0) return;
    }
    this.meddledInTurn = meddlingMost;
    for (const disconnect of this.connections.values()) disconnect();
    this.connections.clear();
    for (const { store } of this.tabs) store.stop();
    await clock.advance(60_000);
    this.check();
    if (this.unsettled > 0) this.problems.push(`${this.unsettled} promises never settled`);
    for (const { page } of this.tabs)
      for (const error of page.reported) this.problems.push(`reported: ${String(error)}`);
  }

  /** An app's callbacks, in which it may do anything. */
  private listenTo(store: TokenStore, index: number): void {
    const meddle = () => this.meddle();
    connectSink(store, {
      handOver: ({ accessToken }) => {
        this.sinkTokens[index] = accessToken;
        meddle();
      },
      drop: () => {
        this.sinkTokens[index] = null;
        meddle();
      },
    });
    store.state$.subscribe(meddle);
    store.on('signed-out', meddle);
    store.connect(() => ({ receiver: {}, claim: meddle, release: meddle, handOver: meddle, drop: meddle }));
  }

  private meddle(): void {
    const { meddling } = this.told;
    const act = meddling[this.meddled++ % meddling.length];
    if (act == null || this.meddledInTurn === meddlingMost) return;
    this.meddledInTurn += 1;
    this.do(act);
  }

  private do(act: Act): void {
    try {
      this.perform(act);
    } catch (error) {
      // An SDK that another store has cannot be connected to a started one: then the app does without.
      if (isTokenError(error) && act.does.startsWith('connect')) this.disconnect(act);
      else this.problems.push(`${act.does} threw ${String(error)}`);
    }
  }

  private perform(act: Act): void {
    const { store, page, authenticator } = this.tabs[act.store]!;
    const sdk = this.sdks[act.sdk]!;
    switch (act.does) {
      case 'start':
        return this.settles(store.start());
      case 'stop':
        return store.stop();
      case 'sign out':
        return store.signOut();
      case 'hold':
        return void this.releases.push(store.hold());
      case 'release':
        return this.releases.shift()?.();
      case 'connect':
      case 'connect without a gate':
        return this.connect(act, act.does === 'connect');
      case 'disconnect':
        return this.disconnect(act);
      case 'get a token':
        return this.settles(store.getToken({ timeoutSeconds: 5 }));
      case 'call the SDK':
        return Object.hasOwn(sdk, 'connect') ? this.settles(sdk.connect()) : undefined;
      case 'refresh':
        return this.settles(store.refresh());
      case 'invalidate':
        return store.invalidate(store.peek() ?? '');
      case 'show the page':
        return page.show();
      case 'lose the network for a moment':
        page.goOffline();
        return page.goOnline();
      case 'the session ends':
        return authenticator.failWith(401);
      case 'the authenticator fails':
        return authenticator.failWith(503);
      case 'the authenticator answers':
        return authenticator.answerWith();
    }
  }

  private connect(act: Act, intercept: boolean): void {
    const { store } = this.tabs[act.store]!;
    this.connections.set(nameOf(act), connectSdk(store, this.sdks[act.sdk]!, { intercept }));
  }

  private disconnect(act: Act): void {
    this.connections.get(nameOf(act))?.();
    this.connections.delete(nameOf(act));
  }

  private settles(promise: Promise<unknown>): void {
    this.unsettled += 1;
    const settled = () => void (this.unsettled -= 1);
    promise.then(settled, settled);
  }

  private check(): void {
    for (const [index, { store }] of this.tabs.entries()) this.checkStore(store, index);
    for (const [index, sdk] of this.sdks.entries()) this.checkSdk(sdk, index);
  }

  private checkStore(store: TokenStore, index: number): void {
    const accessToken = store.peek();
    const inSink = this.sinkTokens[index] ?? null;
    const { status } = store.state;
    if (accessToken !== null && inSink !== accessToken)
      this.problems.push(`a sink has not its store's token`);
    if (!isLive(store) && inSink !== null)
      this.problems.push(`a sink has a token of a store that is ${status}`);
    for (const [sdkIndex, sdk] of this.sdks.entries()) {
      const isConnected = this.connections.has(nameOf({ store: index, sdk: sdkIndex }));
      if (isConnected && accessToken !== null && sdk.token?.access_token !== accessToken) {
        this.problems.push(`an SDK has not its store's token`);
      }
    }
  }

  private checkSdk(sdk: MyDataHelps, index: number): void {
    const connected = this.tabs.filter((_tab, store) => this.connections.has(nameOf({ store, sdk: index })));
    const owners = connected.filter(({ store }) => isLive(store));
    if (owners.length > 1) this.problems.push('two started stores have one SDK');
    if (owners.length === 0 && sdk.token?.access_token !== undefined) {
      this.problems.push('an SDK that no started store has keeps a token');
    }
    if (connected.length === 0 && gated.some((name) => Object.hasOwn(sdk, name))) {
      this.problems.push('an SDK that is disconnected has not its own methods back');
    }
  }
}

function nameOf({ store, sdk }: Pick<Act, 'store' | 'sdk'>): string {
  return `${store}-${sdk}`;
}
