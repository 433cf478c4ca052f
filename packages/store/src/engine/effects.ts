// What the actions of the core do to the outside: the call, the timer, the token, the sinks, the page, the other tabs.
import type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
import type { CoreAction } from '../core/actions.js';
import type { CoreEvent } from '../core/events.js';
import { fault } from '../core/fault.js';
import { isTokenError } from '../core/token-error.js';
import type { PageEvent, Platform } from '../platform/platform.js';
import { readException } from '../sources/read-answer.js';
import type { TokenAnswer } from '../sources/token-source.js';
import type { EngineSettings } from './settings.js';
import type { Sinks } from './sinks.js';
import type { Tabs } from './tabs/tabs.js';
import { noticeOf, type Notice } from './token-events.js';
import type { SinkToken } from './token-sink.js';
import type { Vault } from './vault.js';
import type { CoreState } from '../core/state.js';

/** The engine that the effects belong to. */
export interface EffectsHost {
  readonly platform: Platform;
  readonly settings: Pick<EngineSettings, 'call' | 'firstAnswer'>;
  readonly vault: Vault;
  readonly sinks: Sinks;
  /** `null` if this page works alone. */
  readonly tabs: Tabs | null;
  core(): CoreState;
  dispatch(event: CoreEvent, arrival?: TokenResponse): void;
  answered(flightId: number, answer: TokenAnswer): void;
  /** The token in hand, as a sink gets it. */
  sinkToken(): SinkToken | null;
  onPage(event: PageEvent): void;
  add(notice: Notice): void;
}

export class Effects {
  private stopTimer: (() => void) | null = null;
  private leavePage: (() => void) | null = null;
  private flight: { readonly id: number; readonly controller: AbortController } | null = null;

  constructor(private readonly host: EffectsHost) {}

  /** @param arrival the token that the event behind the action has brought */
  perform(action: CoreAction, arrival: TokenResponse | null): void {
    const { host } = this;
    const { vault, sinks, tabs, platform } = host;
    switch (action.type) {
      case 'claim':
        return this.claim();
      case 'listen':
        tabs?.open();
        this.leavePage ??= platform.listenToPage((event) => host.onPage(event));
        return undefined;
      case 'unlisten':
        this.leavePage?.();
        this.leavePage = null;
        return action.tabs ? tabs?.close() : undefined;
      case 'release':
        return sinks.release();
      case 'defer':
        return platform.inMicrotask(() => host.dispatch({ type: 'deferred' }));
      case 'call':
        return void this.fly(action);
      case 'abort':
        return this.abort(action.flightId);
      case 'keep':
        return arrival === null ? undefined : vault.keep(arrival);
      case 'hand-over': {
        const token = host.sinkToken();
        return token === null ? undefined : sinks.handOver(token);
      }
      case 'take-back':
        return sinks.drop();
      case 'drop':
        return vault.drop();
      case 'forget':
        return vault.forget();
      case 'ask-peers':
        return tabs?.use((share) => share.ask());
      case 'tell-token':
        return tabs?.use((share) => share.tellToken());
      case 'tell-failure':
        return tabs?.tellFailure(action.error, action.agoMs);
      case 'take-turn':
        return tabs?.use(({ line }) => void line.takeTurn());
      case 'end-turn':
        return tabs?.use(({ line }) => line.endTurn());
      case 'arm':
        return this.arm(action.delayMs);
      default:
        return host.add(noticeOf(action, host.core()));
    }
  }

  private claim(): void {
    try {
      this.host.sinks.claim();
    } catch (cause) {
      const error = isTokenError(cause) ? cause : fault('invalid_option', 'sdk_threw', { cause });
      this.host.dispatch({ type: 'bar', status: 'failed', error });
    }
  }

  private arm(delayMs: number | null): void {
    this.stopTimer?.();
    this.stopTimer =
      delayMs === null
        ? null
        : this.host.platform.setTimer(delayMs, () => this.host.dispatch({ type: 'timer' }));
  }

  private async fly({ flightId, reason }: Extract<CoreAction, { type: 'call' }>): Promise<void> {
    const { host } = this;
    const controller = new AbortController();
    const { signal } = controller;
    this.flight = { id: flightId, controller };
    let answer: TokenAnswer;
    try {
      const first = flightId === 1 ? this.firstAnswer(reason) : null;
      const early = first === null ? null : await first;
      if (signal.aborted) return;
      answer = early ?? (await host.settings.call({ signal, reason }));
    } catch (thrown) {
      const error = signal.aborted ? null : readException(thrown, host.platform);
      if (error !== null) host.dispatch({ type: 'call-failed', flightId, error });
      return;
    }
    if (!signal.aborted) host.answered(flightId, answer);
  }

  /** The answer to a request that left before the store was there. For the first run only: later it may be another user's. */
  private firstAnswer(reason: RefreshReason): Promise<TokenAnswer | null> | null {
    const first = this.host.settings.firstAnswer?.() ?? null;
    return reason === 'start' && this.host.core().endedAt === null ? first : null;
  }

  private abort(flightId: number): void {
    if (this.flight?.id === flightId) this.flight.controller.abort();
  }
}
