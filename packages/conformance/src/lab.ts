// What the checks of one run share: the client, answers that several of them judge, and the waits.
import { bypassesCache, refreshReasons } from '@mdh-tokens/contract';
import type { Client } from './client.js';
import { createEmulatorControl, type EmulatorControl } from './emulator-control.js';
import type { Exchange } from './exchange.js';
import type { Settings } from './options.js';
import { createPeople, type People } from './people.js';
import type { Secrets } from './secrets.js';

/** An origin that nobody has allowed. */
export const foreignOrigin = 'https://attacker.example';

export interface Lab {
  ask: Client['ask'];
  readonly log: Client['log'];
  readonly unanswered: Client['unanswered'];
  has: Client['has'];
  holdsToken: Client['holdsToken'];
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** Waits, and says so. */
  wait(seconds: number): Promise<void>;
  readonly people: People;
  /** `null` where none was named. */
  readonly emulator: EmulatorControl | null;
  /** Each of these is asked once a run. */
  readonly shared: SharedAnswers;
}

export interface SharedAnswers {
  /** The first answer with the session, and with the other one. */
  first(): Promise<Exchange>;
  other(): Promise<Exchange>;
  nobody(): Promise<Exchange>;
  /** One for each reason, and for one that the contract does not know; `start` comes first. */
  reasons(): Promise<ReadonlyMap<string, Exchange>>;
  get(): Promise<Exchange>;
  noObject(): Promise<readonly Exchange[]>;
  foreignPage(): Promise<Exchange>;
}

/** What a run has at hand for its checks. */
export function createLab(
  settings: Settings,
  { secrets, client, wait }: { secrets: Secrets; client: Client; wait: Lab['wait'] },
): Lab {
  const { ask, log, unanswered, has, holdsToken } = client;
  return {
    ask,
    log,
    unanswered,
    has,
    holdsToken,
    settings,
    secrets,
    wait,
    people: createPeople(settings, secrets),
    emulator: createEmulatorControl(settings),
    shared: shareAnswers(ask),
  };
}

/** `rejected` and `forced` come last: an authenticator may go past its cache once in a while only. */
const reasonsInOrder = [
  ...refreshReasons.filter((reason) => reason !== 'start' && !bypassesCache(reason)),
  'because',
  'rejected',
  'forced',
];

function shareAnswers(ask: Client['ask']): SharedAnswers {
  const first = once(() => ask());
  return {
    first,
    other: once(() => ask({ who: 'other' })),
    nobody: once(() => ask({ who: 'nobody' })),
    reasons: once(async () => {
      const answers = new Map([['start', await first()]]);
      for (const reason of reasonsInOrder) {
        answers.set(reason, await ask({ body: JSON.stringify({ reason }) }));
      }
      return answers;
    }),
    get: once(() => ask({ method: 'GET' })),
    noObject: once(async () => [await ask({ body: '["start"]' }), await ask({ body: '{"reason":' })]),
    foreignPage: once(() => ask({ headers: { origin: foreignOrigin, 'sec-fetch-site': null } })),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
