// @mdh-tokens/store/sdk-caller: for authors of framework bindings. An entry of its own, so that no page pays for it that
// uses none. It knows no framework.
import type { TokenState } from '../core/snapshot.js';
import type { TokenStore } from '../engine/token-store.js';

interface Question<T> {
  readonly call: () => Promise<T>;
  readonly deps: readonly unknown[];
}

/** What is known of the call. */
export interface SdkCallState<T> {
  /** What the call has brought; `undefined` until then, and when the participant has gone. */
  readonly data: T | undefined;
  /** What the call rejected with, or the error that ended the run; else `undefined`. */
  readonly error: unknown;
  readonly isLoading: boolean;
}

/** What is known, and of which question. */
export interface SdkAnswer<T> extends SdkCallState<T> {
  /** Whether it is what this caller knows of the question with these `deps`. A binding shows no other. */
  answers(caller: object, deps: readonly unknown[]): boolean;
}

/**
 * Makes one call of the SDK again and again: when its question changes, when a token is back after the call has failed,
 * when the participant is another one. What arrives after the participant has gone, or after a newer question, is
 * dropped. The framework bindings are made of it; one caller for each component, by `new SdkCaller(store, show)`.
 *
 * @example
 * const caller = new SdkCaller(store, (answer) => render(answer));
 * const ignore = caller.follow(); // as long as the component is there
 * caller.ask(() => sdk.getSurveyAnswers({ surveyID }), [surveyID]); // at each change of surveyID
 */
export class SdkCaller<T> {
  private question: Question<T> | null = null;
  private known: SdkCallState<T> = { data: undefined, error: undefined, isLoading: false };
  /** The number of the last call: what an earlier one brings is not wanted. */
  private calls = 0;
  /** How often a token has come after there was none. */
  private returns = 0;
  private wantsReturn = false;

  /** @param show gets each answer, also that the call is on its way again; nothing for a first call */
  constructor(
    private readonly store: TokenStore,
    private readonly show: (answer: SdkAnswer<T>) => void,
  ) {}

  /**
   * Begins to follow the store: before the first question, and as long as the component is there.
   *
   * @returns ignores the store from then on
   */
  follow(): () => void {
    let hadToken = hasToken(this.store.state);
    return this.store.on('state', (state) => {
      if (isOver(state)) this.drop(state);
      if (hasToken(state) && !hadToken) this.returned();
      hadToken = hasToken(state);
    });
  }

  /**
   * Makes the call, unless it was asked with the same `deps` before.
   *
   * @param call should read: it may be made more than once
   * @param deps what `call` depends on, compared one by one with `Object.is`
   */
  ask(call: () => Promise<T>, deps: readonly unknown[]): void {
    const isAsked = this.question !== null && isSame(this.question.deps, deps);
    this.question = { call, deps };
    if (isAsked) return;
    this.known = { data: undefined, error: undefined, isLoading: true };
    void this.make();
  }

  /** Asks again. What is known stays until the answer is there. */
  readonly retry = (): void => {
    this.tell({ ...this.known, error: undefined, isLoading: true });
    void this.make();
  };

  private async make(): Promise<void> {
    if (this.question === null) return;
    const call = ++this.calls;
    const { returns } = this;
    this.wantsReturn = false;
    try {
      const data = await this.question.call();
      if (call === this.calls) this.tell({ data, error: undefined, isLoading: false });
    } catch (error) {
      if (call === this.calls) this.failed(error, returns !== this.returns);
    }
  }

  /** A call that failed for want of a token may say so only after the token is back. */
  private failed(error: unknown, isTokenBack: boolean): void {
    if (isTokenBack) return void this.make();
    this.wantsReturn = true;
    this.tell({ ...this.known, error, isLoading: false });
  }

  private drop(state: TokenState): void {
    this.calls += 1;
    this.wantsReturn = true;
    const error = 'error' in state ? state.error : undefined;
    this.tell({ data: undefined, error, isLoading: false });
  }

  private returned(): void {
    this.returns += 1;
    if (this.wantsReturn) this.retry();
  }

  private tell(known: SdkCallState<T>): void {
    this.known = known;
    const deps = this.question?.deps;
    this.show({
      ...known,
      answers: (caller, asked) => caller === this && deps !== undefined && isSame(deps, asked),
    });
  }
}

function hasToken({ status }: TokenState): boolean {
  return status === 'active' || status === 'degraded';
}

function isOver({ status }: TokenState): boolean {
  return status === 'signed-out' || status === 'denied' || status === 'failed' || status === 'stopped';
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
