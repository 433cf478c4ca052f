// An app's page that shares its token with the app's other tabs, and a journal of what happens in it.
import sdk, { type MyDataHelps } from '@careevolution/mydatahelps-js';
import {
  createTokenStore,
  type TokenSource,
  type TokenResponse,
  type TokenStore,
} from '../../../src/index.js';

/** What a test uses of the page. */
export interface TabPage {
  readonly store: TokenStore;
  readonly sdk: MyDataHelps;
  /** What the browser did to the page, and what the store told. */
  readonly journal: string[];
  /** How the calls through the SDK ended; `null` while one is on its way. */
  readonly outcomes: (string | null)[];
  /** How long ago the store last said something to the other tabs. */
  silentMs(): number;
  /** How many channels to other tabs are open. */
  openChannels(): number;
  /** What the page has left in the browser's storage. */
  stored(): Promise<string[]>;
}

declare global {
  interface Window {
    tabPage: TabPage;
  }
}

const query = new URLSearchParams(location.search);
const authenticatorUrl = query.get('authenticator') ?? '';
const share = query.get('share');
const channels = new Set<BroadcastChannel>();
const journal: string[] = [];
const outcomes: (string | null)[] = [];
let postedAt = 0;

window.BroadcastChannel = class extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    channels.add(this);
  }

  override postMessage(message: unknown): void {
    super.postMessage(message);
    postedAt = performance.now();
  }

  override close(): void {
    super.close();
    channels.delete(this);
  }
};

async function call(): Promise<void> {
  const n = outcomes.push(null) - 1;
  try {
    await sdk.getParticipantInfo();
    outcomes[n] = 'ok';
  } catch (error) {
    outcomes[n] = String(error);
  }
}

/** Added before the store listens: the calls come before the store knows that the page is back. */
function watchLife(): void {
  document.addEventListener('freeze', () => journal.push(`frozen with ${channels.size} channels`));
  document.addEventListener('resume', () => {
    journal.push('resumed');
    void call();
    for (const delayMs of [0, 30, 60, 90]) setTimeout(() => void call(), delayMs);
  });
  window.addEventListener('pageshow', ({ persisted }) => journal.push(persisted ? 'restored' : 'shown'));
}

const authenticatorFunction: TokenSource = async ({ signal, reason }) => {
  const body = JSON.stringify({ reason });
  const response = await fetch(authenticatorUrl, { method: 'POST', body, signal });
  return (await response.json()) as TokenResponse;
};

watchLife();
const store = createTokenStore({
  authenticator: query.get('form') === 'function' ? authenticatorFunction : authenticatorUrl,
  baseUrl: query.get('api') ?? '',
  sdk,
  ...(share === null ? {} : { share }),
});
store.on('refresh-start', ({ reason }) => journal.push(`call ${reason}`));
store.on('expired', () => journal.push('expired'));
store.on('diagnostic', ({ code }) => journal.push(`diagnostic ${code}`));

window.tabPage = {
  store,
  sdk,
  journal,
  outcomes,
  silentMs: () => performance.now() - postedAt,
  openChannels: () => channels.size,
  async stored() {
    const databases = await indexedDB.databases();
    return [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...databases.map(({ name = '' }) => name),
      ...(await caches.keys()),
    ];
  },
};
