// The caller that the framework bindings are made of, with a real store on virtual time.
import { expect, it } from 'vitest';
import { SdkCaller, type SdkAnswer } from '../../src/sdk/sdk-caller.js';
import { createTestStore, type TestStore, type TestStoreOptions } from '../../src/testing/index.js';

/** A call that a test answers. */
interface Call {
  readonly promise: Promise<string>;
  resolve(answer: string): void;
  reject(error: unknown): void;
}

interface Asked {
  readonly world: TestStore;
  readonly caller: SdkCaller<string>;
  /** Every answer so far, the last one at the end. */
  readonly shown: SdkAnswer<string>[];
  /** In the order in which they were made. */
  readonly calls: Call[];
  ask(deps?: unknown[]): void;
  /** What a page would show. */
  known(): object;
}

function watchedCaller(options: TestStoreOptions = {}): Asked {
  const world = createTestStore(options);
  const shown: SdkAnswer<string>[] = [];
  const calls: Call[] = [];
  const caller = new SdkCaller<string>(world.store, (answer) => shown.push(answer));
  caller.follow();
  const call = (): Promise<string> => {
    const made = callOfTheSdk();
    calls.push(made);
    return made.promise;
  };
  return {
    world,
    caller,
    shown,
    calls,
    ask: (deps = []) => caller.ask(call, deps),
    known() {
      const { data, error, isLoading } = shown.at(-1)!;
      return { data, error, isLoading };
    },
  };
}

function callOfTheSdk(): Call {
  let settle: Omit<Call, 'promise'>;
  const promise = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle! };
}

/** The store's token comes. */
async function signIn({ store, clock }: TestStore): Promise<void> {
  void store.start();
  // The store never makes two calls within a second.
  await clock.advance(2_000);
  expect(store.state.status).toBe('active');
}

/** What was answered is told in microtasks. */
const told = ({ world }: Asked): Promise<void> => world.clock.advance(0);

it('it shows what the call brings, and makes no second one for the same question', async () => {
  const asked = watchedCaller();
  await signIn(asked.world);
  asked.ask([1, Number.NaN]);
  asked.ask([1, Number.NaN]);
  asked.calls[0]!.resolve('ada');
  await told(asked);
  expect(asked.known()).toEqual({ data: 'ada', error: undefined, isLoading: false });
  expect(asked.calls).toHaveLength(1);
});

it('another question is another call, and a late answer to the first is dropped', async () => {
  const asked = watchedCaller();
  await signIn(asked.world);
  asked.ask(['first']);
  asked.ask(['second']);
  asked.calls[1]!.resolve('of the second');
  await told(asked);
  asked.calls[0]!.resolve('of the first');
  await told(asked);
  expect(asked.shown).toHaveLength(1);
  const [answer] = asked.shown;
  expect(answer!.data).toBe('of the second');
  expect(answer!.answers(asked.caller, ['second'])).toBe(true);
  expect(answer!.answers(asked.caller, ['first'])).toBe(false);
  expect(answer!.answers({}, ['second'])).toBe(false);
});

it('a failed call is made again when a token is back after there was none', async () => {
  const asked = watchedCaller({ lifeSeconds: 600 });
  const { authenticator, clock, store } = asked.world;
  await signIn(asked.world);
  authenticator.failWith(503);
  await clock.advance(700_000);
  expect(store.state.status).toBe('expired');
  asked.ask();
  asked.calls[0]!.reject('no token');
  await told(asked);
  expect(asked.known()).toEqual({ data: undefined, error: 'no token', isLoading: false });
  authenticator.answerWith();
  await clock.advance(120_000);
  expect(store.state.status).toBe('active');
  expect(asked.known()).toEqual({ data: undefined, error: undefined, isLoading: true });
  asked.calls[1]!.resolve('ada');
  await told(asked);
  expect(asked.known()).toEqual({ data: 'ada', error: undefined, isLoading: false });
});

it('a call that says only after the token is back that it had none is made again at once', async () => {
  const asked = watchedCaller({ lifeSeconds: 600 });
  const { authenticator, clock } = asked.world;
  await signIn(asked.world);
  authenticator.failWith(503);
  await clock.advance(700_000);
  asked.ask();
  authenticator.answerWith();
  await clock.advance(120_000);
  asked.calls[0]!.reject('no token');
  await told(asked);
  expect(asked.calls).toHaveLength(2);
  expect(asked.shown).toEqual([]);
});

it('a refresh makes no call', async () => {
  const asked = watchedCaller({ lifeSeconds: 600 });
  await signIn(asked.world);
  asked.ask();
  asked.calls[0]!.reject('an error of the API');
  await asked.world.clock.advance(1_200_000);
  expect(asked.world.authenticator.calls.length).toBeGreaterThan(2);
  expect(asked.calls).toHaveLength(1);
});

it('at the end of a run the data is dropped, and so is what arrives later; the next token brings a new call', async () => {
  const asked = watchedCaller();
  await signIn(asked.world);
  asked.ask();
  asked.calls[0]!.resolve('ada');
  await told(asked);
  asked.caller.retry();
  asked.world.store.signOut();
  expect(asked.known()).toMatchObject({ data: undefined, error: { code: 'signed_out' }, isLoading: false });
  asked.calls[1]!.resolve('ada again');
  await told(asked);
  expect(asked.known()).toMatchObject({ data: undefined });
  await signIn(asked.world);
  asked.calls[2]!.resolve('bob');
  await told(asked);
  expect(asked.known()).toEqual({ data: 'bob', error: undefined, isLoading: false });
});

it('retry keeps the data until the answer is there', async () => {
  const asked = watchedCaller();
  await signIn(asked.world);
  asked.ask();
  asked.calls[0]!.resolve('ada');
  await told(asked);
  asked.caller.retry();
  expect(asked.known()).toEqual({ data: 'ada', error: undefined, isLoading: true });
});

it('a call that throws is as one that rejects', async () => {
  const asked = watchedCaller();
  asked.caller.ask(() => {
    throw new Error('written wrong');
  }, []);
  await told(asked);
  expect(asked.known()).toMatchObject({ error: { message: 'written wrong' }, isLoading: false });
});

it('ignoring the store leaves no listener', async () => {
  const { store, clock } = createTestStore();
  const shown: unknown[] = [];
  const ignore = new SdkCaller(store, (answer) => shown.push(answer)).follow();
  ignore();
  void store.start();
  await clock.advance(100);
  store.signOut();
  expect(shown).toEqual([]);
});
