// How the kit asks: exactly what a check says, with one session and no cookie jar.
import { bodyOf, describeAsk, withQuery, type Ask } from './ask.js';
import { toExchange, type Exchange } from './exchange.js';
import type { KitClock } from './kit-clock.js';
import { NoAnswer, toNoAnswer } from './no-answer.js';
import type { Settings } from './options.js';
import { createRunSessions } from './run-sessions.js';
import type { Secrets } from './secrets.js';
import type { Who } from './session.js';
import { createTokenRegister } from './token-register.js';

export interface Client {
  ask(ask?: Ask): Promise<Exchange>;
  /** Every answer so far. */
  readonly log: readonly Exchange[];
  /** Requests that got no answer in the time a page waits, in words. */
  readonly unanswered: readonly string[];
  readonly requests: number;
  /** Different tokens that were received. */
  readonly tokens: number;
  readonly isRolling: boolean;
  /** Whether a text holds a token that was received. */
  holdsToken(text: string): boolean;
  has(who: Who): boolean;
}

/** As much of an answer as is read. */
const mostCharacters = 1_000_000;
/** After so many requests in a row without an answer, no more is sent. */
const mostSilent = 3;
const longestPauseSeconds = 90;

export function createClient(
  settings: Settings,
  secrets: Secrets,
  { clock, wait }: { clock: KitClock; wait: (seconds: number) => Promise<void> },
): Client {
  const sessions = createRunSessions(settings, secrets);
  const register = createTokenRegister(secrets);
  const log: Exchange[] = [];
  const unanswered: string[] = [];
  let requests = 0;
  let silentInARow = 0;

  async function send(ask: Ask): Promise<Exchange> {
    if (silentInARow >= mostSilent) {
      throw new NoAnswer('ended', `${mostSilent} requests in a row got no answer, so no more were sent`);
    }
    const headers = await sessions.headersFor(ask);
    requests += 1;
    let exchange: Exchange;
    try {
      exchange = await exchangeOnce(ask, headers, settings, clock);
    } catch (cause) {
      silentInARow += 1;
      const silence = toNoAnswer(cause, settings);
      if (silence.end === 'timeout') unanswered.push(describeAsk(ask, settings));
      throw silence;
    }
    silentInARow = 0;
    register.learn(exchange);
    sessions.update(exchange.who, exchange.headers.getSetCookie());
    log.push(exchange);
    return exchange;
  }

  return {
    async ask(ask = {}) {
      const exchange = await send(ask);
      const told = ask.limited === true ? null : pauseOf(exchange);
      if (told === null) return exchange;
      await wait(told);
      return send(ask);
    },
    log,
    unanswered,
    get requests() {
      return requests;
    },
    get tokens() {
      return register.count;
    },
    get isRolling() {
      return sessions.isRolling;
    },
    holdsToken: register.isIn,
    has: sessions.has,
  };
}

async function exchangeOnce(
  ask: Ask,
  headers: Headers,
  settings: Settings,
  clock: KitClock,
): Promise<Exchange> {
  const { who = 'session', method = 'POST' } = ask;
  const startedAt = clock.seconds();
  const response = await (settings.fetch ?? fetch)(withQuery(settings.url, ask.query), {
    method,
    headers,
    body: bodyOf(ask),
    redirect: 'manual',
    signal: AbortSignal.timeout(settings.timeoutSeconds * 1000),
  });
  const text = (await response.text()).slice(0, mostCharacters);
  const atSeconds = clock.seconds();
  return toExchange({
    who,
    method,
    sent: describeAsk(ask, settings),
    response,
    text,
    seconds: atSeconds - startedAt,
    atSeconds,
    arrivedMs: clock.nowMs(),
  });
}

/** How long a limit wants the next request to wait; `null` where there is none, or none that is worth it. */
function pauseOf({ status, answer }: Exchange): number | null {
  const told = status === 429 && answer.kind !== 'token' ? answer.retryAfterSeconds : null;
  return told === null || told > longestPauseSeconds ? null : told + 1;
}
