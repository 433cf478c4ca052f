// An app's page: an unmodified SDK, the store, and a journal of what happens in it.
import sdk, { type MyDataHelps } from '@careevolution/mydatahelps-js';
import {
  connectSdk,
  createTokenStore,
  TokenError,
  type TokenSource,
  type TokenStore,
} from '@mdh-tokens/store';

/** What a test uses of the page. */
export interface AppPage {
  readonly store: TokenStore;
  readonly sdk: MyDataHelps;
  /** What the browser did to the page. */
  readonly life: string[];
  /** What the store told, in a word or two each. */
  readonly told: string[];
  /** What nobody caught, and what was written to the console as a warning or an error. */
  readonly complaints: string[];
  /** How the calls through the SDK ended; `null` while one is on its way. */
  readonly outcomes: (string | null)[];
  /** Calls through the SDK at once and four more times within the next 90 ms, as components do that are shown. */
  callFive(): void;
  /** So many calls in one turn. Resolves when all have ended, well or not. */
  callAtOnce(times: number): Promise<void>;
  /** Calls every 200 ms, until it is told to stop. */
  callSteadily(): void;
  stopCalling(): void;
  /** What a promise rejects with, as `TokenError code`. */
  rejectionOf(promise: Promise<unknown>): Promise<string>;
  /** Mounts a component as the vendor's are: it asks once, catches nothing, and asks again when the app becomes visible. */
  mountComponent(): void;
  /** What the component shows. */
  readonly shown: string[];
  /** The names of the SDK's methods that are not the class's own. */
  ownMethodsOfSdk(): string[];
  disconnect(): void;
}

declare global {
  interface Window {
    appPage: AppPage;
  }
}

/** What the page's address says of it. */
export interface PageSettings {
  /** MyDataHelps' base URL. */
  readonly api: string;
  /** Whether the test starts the store. */
  readonly startsLater?: boolean;
  readonly share?: string;
  /** Whether the page is hosted by MyDataHelps; by default the store finds out. */
  readonly hosted?: boolean;
  /** Whether the SDK's calls are led through the store. */
  readonly intercept?: boolean;
  /** How the store asks for a token. */
  readonly form?: 'url' | 'function';
  /** How long a call of the SDK waits for a token. */
  readonly callTimeoutSeconds?: number;
  /** Makes five calls at this moment of the page's life. */
  readonly callsWhen?: 'visible' | 'restored' | 'online';
}

const settings = JSON.parse(new URLSearchParams(location.search).get('settings') ?? '{}') as PageSettings;
const life: string[] = [];
const told: string[] = [];
const complaints: string[] = [];
const outcomes: (string | null)[] = [];
let steady: ReturnType<typeof setInterval> | undefined;

function describe(error: unknown): string {
  return error instanceof TokenError ? `TokenError ${error.code}` : String(error);
}

async function call(): Promise<void> {
  const n = outcomes.push(null) - 1;
  try {
    await (n % 2 === 0 ? sdk.getParticipantInfo() : sdk.getProjectInfo());
    outcomes[n] = 'ok';
  } catch (error) {
    outcomes[n] = describe(error);
  }
}

function callFive(): void {
  for (const delayMs of [0, 30, 60, 90]) setTimeout(() => void call(), delayMs);
  void call();
}

/** Added before the store listens: the first calls come before the store knows. */
function watchLife(): void {
  watch(document, 'visibilitychange', () => document.visibilityState);
  for (const type of ['online', 'offline']) watch(window, type, () => type);
  watch(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'restored' : 'shown'));
}

function watch(target: EventTarget, type: string, nameOf: (event: Event) => string): void {
  target.addEventListener(type, (event) => {
    const moment = nameOf(event);
    life.push(moment);
    if (moment === settings.callsWhen) callFive();
  });
}

function watchComplaints(): void {
  window.addEventListener('error', ({ message }) => complaints.push(message));
  window.addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
  for (const level of ['warn', 'error'] as const) {
    const write = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      complaints.push(words.map(String).join(' '));
      write(...words);
    };
  }
}

/** An app's own client: it says nothing of how its answer is to be read. */
const source: TokenSource = ({ signal, reason }) =>
  fetch('/token', { method: 'POST', body: JSON.stringify({ reason }), signal });

watchLife();
watchComplaints();

const store = createTokenStore({
  authenticator: settings.form === 'function' ? source : '/token',
  baseUrl: settings.api,
  callTimeoutSeconds: settings.callTimeoutSeconds,
  ...(settings.share === undefined ? {} : { share: settings.share }),
});
const disconnect = connectSdk(store, sdk, { hosted: settings.hosted, intercept: settings.intercept });
store.on('refresh-start', ({ reason }) => told.push(`call ${reason}`));
store.on('refresh-failure', ({ error }) => told.push(`failure ${error.code}`));
store.on('expired', () => told.push('expired'));
store.on('diagnostic', ({ code, details }) => told.push(`diagnostic ${code} ${JSON.stringify(details)}`));

const shown: string[] = [];

async function load(): Promise<void> {
  const { participantID } = await sdk.getParticipantInfo();
  shown.push(participantID === '' ? 'nobody' : 'the participant');
}

function mountComponent(): void {
  sdk.on('applicationDidBecomeVisible', () => void load());
  void load();
}

window.appPage = {
  mountComponent,
  shown,
  store,
  sdk,
  life,
  told,
  complaints,
  outcomes,
  callFive,
  async callAtOnce(times) {
    await Promise.all(Array.from({ length: times }, call));
  },
  callSteadily() {
    steady ??= setInterval(() => void call(), 200);
  },
  stopCalling() {
    clearInterval(steady);
    steady = undefined;
  },
  async rejectionOf(promise) {
    const [result] = await Promise.allSettled([promise]);
    return result.status === 'fulfilled' ? 'fulfilled' : describe(result.reason);
  },
  ownMethodsOfSdk: () =>
    Object.entries(sdk)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name),
  disconnect,
};
if (settings.startsLater !== true) void store.start();
