// A real authenticator before a real emulator, without a port and with a clock that stands still; a mutant changes it.
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { vi } from 'vitest';
import { runChecks } from '../src/check-authenticator.js';
import type { KitClock } from '../src/kit-clock.js';
import { readOptions, type CheckOptions } from '../src/options.js';
import type { Report } from '../src/report.js';

export const pageOrigin = 'https://page.example';
export const endpoint = 'https://study.example/token';

/** What an endpoint does to a request on its way to the real authenticator, and to the answer. */
export type Mutant = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  model: Model,
) => Promise<Response>;

export interface Model {
  emulator: Emulator;
  /** What the sessions stand for. */
  sessions: Readonly<Record<string, string>>;
}

export const sessions = { abcdef: 'MDH-1001', ghijkl: 'MDH-1002', mnopqr: 'of-no-participant' } as const;

const participants = [{ participantIdentifier: 'MDH-1001' }, { participantIdentifier: 'MDH-1002' }];

export const sessionOptions = {
  session: { cookie: 'session=abcdef' },
  otherSession: { cookie: 'session=ghijkl' },
  sessionWithoutParticipant: { cookie: 'session=mnopqr' },
  expiredSession: { cookie: 'session=ended-long-ago' },
};

/** Date and performance stand still until the kit waits. */
const stillClock: KitClock = {
  nowMs: () => Date.now(),
  seconds: () => performance.now() / 1000,
  wait(seconds) {
    vi.advanceTimersByTime(seconds * 1000);
    return Promise.resolve();
  },
};

export const faithful: Mutant = (request, next) => next(request);

/** Runs the checks against the model. */
export async function examine(
  mutant: Mutant = faithful,
  options: Partial<CheckOptions> & { withEmulator?: boolean; lifeSeconds?: number } = {},
): Promise<Report> {
  const { withEmulator = false, lifeSeconds = 3600, ...checkOptions } = options;
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const emulator = createEmulator({ tokenLifetimeSeconds: lifeSeconds, participants });
  try {
    const timeoutSeconds = withEmulator ? 3 : 60;
    const fetchModel = createFetch(mutant, emulator, { origin: checkOptions.pageOrigin, timeoutSeconds });
    const settings = readOptions({
      url: endpoint,
      ...sessionOptions,
      baseUrl: emulator.url,
      ...(withEmulator ? { emulator: emulator.url } : {}),
      fetch: fetchModel,
      // No time limit of a busy machine: what takes too long says so itself.
      timeoutSeconds: 60,
      ...checkOptions,
    });
    return await runChecks(settings, stillClock);
  } finally {
    await emulator.close();
    vi.useRealTimers();
  }
}

function createFetch(
  mutant: Mutant,
  emulator: Emulator,
  { origin, timeoutSeconds }: { origin: string | undefined; timeoutSeconds: number },
): typeof fetch {
  const authenticator = createAuthenticator({
    exchange: createTokenExchange({
      serviceAccount: emulator.serviceAccount,
      privateKey: emulator.privateKey,
      projectId: emulator.projectId,
      baseUrl: emulator.url,
      fetch: emulator.fetch,
      timeoutSeconds,
    }),
    allowedOrigins: origin === undefined ? [] : [origin],
    logger: { error() {}, warn() {}, info() {} },
    participant: (request) => Promise.resolve(participantOf(request)),
  });
  const next = async (request: Request): Promise<Response> => authenticator.fetch(request);
  return async (input, init) => {
    const request = new Request(input, init);
    if (request.url.startsWith(emulator.url)) return emulator.fetch(request);
    const answer = await mutant(request, next, { emulator, sessions });
    if (!answer.headers.has('date')) answer.headers.set('date', new Date().toUTCString());
    return answer;
  };
}

function participantOf(request: Request): { identifier: string } | null {
  const name = /session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
  const identifier = (sessions as Record<string, string>)[name];
  return identifier === undefined ? null : { identifier };
}
