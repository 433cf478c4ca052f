// A store without its public face: the loop around the core, and everything that the loop moves.
import { parseTokenResponse, type TokenResponse } from '@mdh-tokens/contract';
import type { CoreAction, DiagnosticCode, DiagnosticDetails } from '../core/actions.js';
import type { Admission, CoreEvent } from '../core/events.js';
import type { Reading } from '../core/moment.js';
import { fault } from '../core/fault.js';
import { servableUntil, snapshotOf, wallInstant } from '../core/snapshot.js';
import { initialState, isLive, usableToken, type CoreState } from '../core/state.js';
import { severityOf, TokenError } from '../core/token-error.js';
import { transition } from '../core/transition.js';
import { reporting, type PageEvent, type Platform } from '../platform/platform.js';
import type { TokenAnswer } from '../sources/token-source.js';
import { Callers, type CallersHost, type CallerWishes } from './callers.js';
import { Effects, type EffectsHost } from './effects.js';
import { withoutSubject, type InspectedStep } from './inspected-step.js';
import { Inspectors } from './inspectors.js';
import { Lease } from './lease.js';
import { Loop } from './loop.js';
import { Publisher } from './publisher.js';
import type { EngineSettings } from './settings.js';
import { Sinks } from './sinks.js';
import { SkewWatch } from './skew-watch.js';
import type { TabShareHost, TabTools } from './tabs/tab-share.js';
import { Tabs } from './tabs/tabs.js';
import { TimeLine } from './time-line.js';
import { diagnosticNotice, type Notice } from './token-events.js';
import type { SinkAdapter, SinkToken, Supply, TokenSink, TokenWishes } from './token-sink.js';
import { Vault } from './vault.js';

const tabTools: TabTools = { parseTokenResponse, reporting, severityOf, TokenError, usableToken };

export class Engine implements Supply, EffectsHost, CallersHost, TabShareHost {
  readonly baseUrl: string;
  readonly callTimeoutMs: number;
  readonly vault: Vault = new Vault();
  readonly sinks: Sinks;
  readonly tabTools: TabTools = tabTools;
  readonly tabs: Tabs | null;
  readonly publisher: Publisher;
  readonly lease: Lease;
  private readonly timeLine: TimeLine;
  private readonly callers: Callers;
  private readonly effects: Effects;
  private readonly loop: Loop<CoreState, CoreEvent, CoreAction, TokenResponse>;
  /** Of the step that is under way. */
  private reading: Reading;
  /** Until when the token can be given out without asking anything else. */
  private servableUntil = Number.NEGATIVE_INFINITY;
  private readonly inspectors: Inspectors;
  private readonly skewWatch: SkewWatch = new SkewWatch();

  constructor(
    readonly settings: EngineSettings,
    readonly platform: Platform,
  ) {
    this.baseUrl = settings.baseUrl;
    this.callTimeoutMs = settings.callTimeoutMs;
    this.sinks = new Sinks(platform);
    this.publisher = new Publisher(platform);
    this.lease = new Lease(this);
    this.timeLine = new TimeLine(platform);
    this.callers = new Callers(this);
    this.effects = new Effects(this);
    this.inspectors = new Inspectors(platform);
    this.reading = this.read();
    this.loop = new Loop<CoreState, CoreEvent, CoreAction, TokenResponse>(initialState, {
      transition: (before, event) => {
        this.reading = this.read();
        const step = transition(before, event, this.reading, settings.policy);
        // Before the actions: a sink may ask for a token while its own is taken away.
        this.servableUntil = servableUntil(step.state, this.reading.now);
        return step;
      },
      perform: (action, arrival) => this.effects.perform(action, arrival),
      stepped: (event, actions) => this.stepped(event, actions),
    });
    if (settings.inspect !== undefined) this.onStep(settings.inspect);
    this.tabs = settings.sharing === null ? null : new Tabs(this, settings.sharing);
  }

  // The loop.

  core(): CoreState {
    return this.loop.state;
  }

  run(task: () => void): void {
    this.platform.outside(() => this.loop.run(task));
  }

  step(event: CoreEvent, arrival?: TokenResponse): void {
    this.loop.step(event, arrival);
  }

  dispatch(event: CoreEvent, arrival?: TokenResponse): void {
    this.run(() => this.step(event, arrival));
  }

  add(notice: Notice): void {
    this.loop.tell(() => this.publisher.tell(notice));
  }

  diagnose(code: DiagnosticCode, details: DiagnosticDetails = {}): void {
    this.add(diagnosticNotice(code, details));
  }

  private stepped(event: CoreEvent, actions: readonly CoreAction[]): void {
    const core = this.core();
    this.callers.serve(this.reading);
    const news = this.publisher.publish(snapshotOf(core));
    if (news !== null) this.add(news);
    if (this.inspectors.isAnyone()) this.inspected(event, actions);
    if (this.callers.isStranded()) this.dispatch({ type: 'wait' });
  }

  private inspected(event: CoreEvent, actions: readonly CoreAction[]): void {
    const { wallAt: at } = this.reading;
    const { snapshot: state } = this.publisher;
    this.loop.tell(() => this.inspectors.tell({ at, event: withoutSubject(event), state, actions }));
  }

  onStep(listener: (step: InspectedStep) => void): () => void {
    return this.inspectors.add(listener);
  }

  // The clocks.

  read(): Reading {
    const { now, monoMs, wallAt } = this.timeLine.read();
    return { now, monoMs, wallAt, awaited: this.callers.isAnyone(), random: this.platform.random() };
  }

  now(): number {
    return this.timeLine.read().now;
  }

  // What the app asks for.

  start(): void {
    this.run(() => this.step({ type: 'start', ...this.admission() }));
  }

  stop(): void {
    this.lease.isReleased = false;
    this.dispatch({ type: 'stop', error: fault('stopped', 'stopped') });
  }

  signOut(): void {
    this.dispatch({ type: 'sign-out', error: fault('signed_out', 'signed_out') });
  }

  /** Waits for what is asked. @throws TokenError */
  ask(wishes: CallerWishes): Promise<string | null> {
    return this.callers.ask(wishes);
  }

  async token(wishes: TokenWishes): Promise<string> {
    // Only a caller that wants no token in particular is answered with none.
    return this.ask({ ...wishes, kind: 'token' }) as Promise<string>;
  }

  quickToken(): string | null {
    return this.timeLine.isBefore(this.servableUntil) ? this.vault.accessToken : null;
  }

  peek(): string | null {
    return usableToken(this.core(), this.now()) === null ? null : this.vault.accessToken;
  }

  accessToken(): string | null {
    return this.vault.accessToken;
  }

  isCurrent(accessToken: string): boolean {
    return accessToken === this.vault.accessToken;
  }

  refuse(accessToken: string): void {
    if (this.isCurrent(accessToken)) this.dispatch({ type: 'refused', generation: this.core().generation });
  }

  lineage(): number {
    return this.core().lineage;
  }

  lifeMs(): number | null {
    return this.core().lifeMs;
  }

  leftMs(): number {
    const { token } = this.core();
    return token === null ? 0 : token.expiresAt - this.now();
  }

  isLive(): boolean {
    return isLive(this.core());
  }

  giveWay(): boolean {
    this.lease.giveWay();
    return !this.isLive();
  }

  // Sinks.

  /** @throws TokenError if the store is started and the sink cannot be supplied by it */
  connect(make: (supply: Supply) => SinkAdapter): () => void {
    const sink = make(this);
    const before = this.sinks.get(sink.receiver);
    if (before !== undefined) this.disconnect(before);
    const barred = this.isLive() ? (sink.bars?.() ?? null) : null;
    if (barred?.status === 'failed') throw barred.error;
    if (barred === null && this.isLive()) sink.claim?.();
    this.sinks.add(sink);
    if (barred !== null) this.dispatch({ type: 'bar', ...barred });
    this.handOverTo(sink);
    return () => this.disconnect(sink);
  }

  handOverTo(sink: TokenSink): void {
    const token = this.sinkToken();
    if (token !== null) reporting(this.platform, () => sink.handOver(token));
  }

  sinkToken(): SinkToken | null {
    const { accessToken } = this.vault;
    const core = this.core();
    if (accessToken === null || core.token?.standing !== 'good') return null;
    return { accessToken, expiresAt: wallInstant(core, core.token.expiresAt) };
  }

  private disconnect(sink: SinkAdapter): void {
    if (!this.sinks.remove(sink)) return;
    reporting(this.platform, () => sink.drop());
    reporting(this.platform, () => sink.close?.());
  }

  // The page, the call and the other tabs.

  admission(): Admission {
    return { online: this.isOnline(), barred: this.isLive() ? null : this.sinks.bars() };
  }

  onPage(event: PageEvent): void {
    switch (event.type) {
      case 'hide':
        return this.tabs?.use(({ line }) => line.hide());
      case 'wake':
        this.tabs?.use((share) => share.show());
        return this.dispatch({ type: 'wake', online: this.isOnline(), restored: event.restored });
      default:
        return this.dispatch({ type: this.isOnline() ? 'online' : event.type });
    }
  }

  answered(flightId: number, answer: TokenAnswer): void {
    const { response, notes, skewSeconds, leftAgoMs } = answer;
    for (const note of notes) this.diagnose('answer_note', { note });
    const skew = this.skewWatch.see(skewSeconds);
    if (skew !== null) this.diagnose('clock_skew', skew);
    const facts = {
      lifeMs: response.expires_in * 1000,
      refreshInMs: response.refresh_in === undefined ? null : response.refresh_in * 1000,
      subject: response.subject ?? null,
      sameToken: this.vault.isLast(response.access_token),
      ...(leftAgoMs === undefined ? {} : { leftAgoMs }),
    };
    this.dispatch({ type: 'answered', flightId, facts }, response);
  }

  answer(): TokenResponse | null {
    return this.vault.answer;
  }

  heardToken(facts: Parameters<TabShareHost['heardToken']>[0], response: TokenResponse): void {
    const sameToken = this.vault.isLast(response.access_token);
    this.run(() =>
      this.step({ type: 'peer-token', facts: { ...facts, sameToken }, ...this.admission() }, response),
    );
  }

  heardFailure(failure: Parameters<TabShareHost['heardFailure']>[0]): void {
    this.dispatch({ type: 'peer-failure', ...failure });
  }

  dropped(why: string): void {
    this.diagnose('tab_message_dropped', { why });
  }

  turn(): void {
    this.dispatch({ type: 'turn' });
  }

  private isOnline(): boolean {
    return this.settings.ignoresOffline || this.platform.isOnline();
  }
}
