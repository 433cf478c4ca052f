// An app's page: the unmodified SDK, the store, SDK calls at every moment that matters, and a journal of all of it.
import sdk, { type MyDataHelps } from '@careevolution/mydatahelps-js';
import {
  connectSdk,
  createTokenStore,
  TokenError,
  type TokenSource,
  type TokenEventName,
  type TokenResponse,
  type TokenStore,
} from '../../../src/index.js';

/** A call through the SDK. */
export interface SdkCall {
  /** What had just happened when it was made. */
  readonly after: string;
  /** `ok`, how it failed, or `null` while it is on its way. */
  outcome: string | null;
}

export interface Journal {
  readonly calls: SdkCall[];
  /** What the browser did to the page. */
  readonly life: string[];
  /** Everything that the store told or threw, as text. */
  readonly told: string[];
}

export interface SentToken {
  readonly accessToken: string;
  /** Epoch milliseconds by the true clock. */
  readonly at: number;
}

/** What a test uses of the page. */
export interface HostPage {
  readonly store: TokenStore;
  readonly sdk: MyDataHelps;
  readonly journal: Journal;
  /** The tokens that left for the API, and when; apart from the journal, where no token may be. */
  readonly sent: readonly SentToken[];
  /** Calls through the SDK at once and four more times within the next 100 ms. */
  callAfter(moment: string): void;
  /** So many calls in one turn; resolves when all have ended, well or not. */
  callAtOnce(after: string, times: number): Promise<void>;
  /** Calls every quarter of a second until it is told to stop. */
  callSteadily(): void;
  stopCalling(): void;
  /** Sets the page's wall clock. */
  moveClock(byMs: number): void;
  /** What a promise rejects with; kept in the journal with everything that is in it. */
  rejectionOf(promise: Promise<unknown>): Promise<{ isTokenError: boolean; code: unknown }>;
  /** The names of the SDK's methods that are not the class's own. */
  ownMethodsOfSdk(): string[];
  disconnectSdk(): void;
}

declare global {
  interface Window {
    hostPage: HostPage;
  }
}

const query = new URLSearchParams(location.search);
const authenticatorUrl = query.get('authenticator') ?? '';
const isQuiet = query.get('calls') === 'none';
const eventNames: TokenEventName[] = [
  'state',
  'token',
  'refresh-start',
  'refresh-success',
  'refresh-failure',
  'expired',
  'signed-out',
  'failed',
  'diagnostic',
];

const journal: Journal = { calls: [], life: [], told: [] };
const sent: SentToken[] = [];
const trueNow = Date.now.bind(Date);
let clockOffsetMs = 0;
Date.now = () => trueNow() + clockOffsetMs;
let steady: ReturnType<typeof setInterval> | undefined;

async function call(after: string): Promise<void> {
  const entry: SdkCall = { after, outcome: null };
  const isEven = journal.calls.push(entry) % 2 === 0;
  try {
    await (isEven ? sdk.getParticipantInfo() : sdk.getProjectInfo());
    entry.outcome = 'ok';
  } catch (error) {
    entry.outcome = describe(error);
  }
}

function callAfter(moment: string): void {
  void call(moment);
  for (const delayMs of [0, 30, 60, 90]) setTimeout(() => void call(moment), delayMs);
}

/** Added before the store listens: the first call of each moment comes before the store knows. */
function watchLife(): void {
  const on = (target: EventTarget, type: string, nameOf: (event: Event) => string) =>
    target.addEventListener(type, (event) => {
      const moment = nameOf(event);
      journal.life.push(moment);
      // Offline a call is bound to fail: a busy browser may show its new window only then.
      const isMoment = ['visible', 'resume', 'restored', 'online'].includes(moment);
      if (!isQuiet && navigator.onLine && isMoment) callAfter(moment);
    });
  on(document, 'visibilitychange', () => document.visibilityState);
  for (const type of ['freeze', 'resume']) on(document, type, () => type);
  for (const type of ['online', 'offline']) on(window, type, () => type);
  on(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'restored' : 'shown'));
}

function watchTokens(): void {
  const send = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const accessToken = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '');
    if (accessToken !== undefined) sent.push({ accessToken, at: trueNow() });
    return send(input, init);
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const rest = JSON.stringify(Object.fromEntries(Object.entries(error)));
  return `${name}: ${message} ${rest} ${stack}${cause === undefined ? '' : `, caused by ${describe(cause)}`}`;
}

/** An app's own client: what it throws decides. */
const authenticatorFunction: TokenSource = async ({ signal, reason }) => {
  const response = await fetch(authenticatorUrl, {
    method: 'POST',
    body: JSON.stringify({ reason }),
    signal,
  });
  if (response.status === 401) throw new TokenError('unauthenticated', 'the app’s session has ended');
  return (await response.json()) as TokenResponse;
};

watchLife();
watchTokens();

const store = createTokenStore({
  authenticator: query.get('form') === 'function' ? authenticatorFunction : authenticatorUrl,
  baseUrl: query.get('api') ?? '',
  sdk,
});
for (const name of eventNames) {
  store.on(name, (payload) => {
    const error = 'error' in payload ? describe(payload.error) : '';
    journal.told.push(`${name} ${JSON.stringify(payload)} ${error}`);
  });
}
store.state$.subscribe((state) => journal.told.push(JSON.stringify(state)));

window.hostPage = {
  store,
  sdk,
  journal,
  sent,
  callAfter,
  async callAtOnce(after, times) {
    await Promise.all(Array.from({ length: times }, () => call(after)));
  },
  callSteadily() {
    steady ??= setInterval(() => void call('steadily'), 250);
  },
  stopCalling() {
    clearInterval(steady);
    steady = undefined;
  },
  moveClock(byMs) {
    clockOffsetMs += byMs;
  },
  async rejectionOf(promise) {
    const [result] = await Promise.allSettled([promise]);
    if (result.status === 'fulfilled') throw new Error('the promise was fulfilled');
    const error: unknown = result.reason;
    journal.told.push(describe(error));
    return { isTokenError: error instanceof TokenError, code: (error as { code?: unknown }).code };
  },
  ownMethodsOfSdk: () =>
    Object.entries(sdk)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name)
      .toSorted(),
  // A later connection of one SDK takes the place of the earlier one.
  disconnectSdk: () => connectSdk(store, sdk)(),
};
if (query.get('start') !== 'later') void store.start();
