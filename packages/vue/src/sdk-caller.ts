// Makes one call again and again: when its question changes, when a token is back, when the participant is another one.
// It knows no framework. The bindings depend on nothing, so more than one has this file: a test keeps them the same.
import type { TokenState, TokenStore } from '@mdh-tokens/store';

interface Question<T> {
  readonly call: () => Promise<T>;
  readonly deps: readonly unknown[];
}

/** What is known of the call. */
export interface Known<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
}

/** What is known, and of which question. */
export interface Answer<T> extends Known<T> {
  answers(caller: object, deps: readonly unknown[]): boolean;
}

export class SdkCaller<T> {
  private question: Question<T> | null = null;
  private known: Known<T> = { data: undefined, error: undefined, isLoading: false };
  /** The number of the last call: what an earlier one brings is not wanted. */
  private calls = 0;
  /** How often a token has come after there was none. */
  private returns = 0;
  private wantsReturn = false;

  constructor(
    private readonly store: TokenStore,
    private readonly show: (answer: Answer<T>) => void,
  ) {}

  /** @returns ignores the store from then on */
  watch(): () => void {
    let hadToken = hasToken(this.store.state);
    return this.store.on('state', (state) => {
      if (isOver(state)) this.drop(state);
      if (hasToken(state) && !hadToken) this.returned();
      hadToken = hasToken(state);
    });
  }

  ask(call: () => Promise<T>, deps: readonly unknown[]): void {
    const isAsked = this.question !== null && isSame(this.question.deps, deps);
    this.question = { call, deps };
    if (isAsked) return;
    this.known = { data: undefined, error: undefined, isLoading: true };
    void this.make();
  }

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

  private tell(known: Known<T>): void {
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
