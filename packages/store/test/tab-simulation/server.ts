// The authenticator at the far end, which the tabs of one browser share with its session.

import type { VirtualClock } from '../../src/testing/index.js';

export interface Issued {
  readonly text: string;
  readonly untilMs: number;
  /** The session that it was issued in: a sign-out begins the next one. */
  readonly session: number;
}

export interface Server {
  readonly calls: { startMs: number; endMs: number }[];
  /** Counts the sessions. */
  session: number;
  /** Until then every answer is a 503. */
  outUntilMs: number;
  /** The next call never answers. */
  hangsNext: boolean;
  /** Every token so far, by its text. */
  readonly issued: ReadonlyMap<string, Issued>;
  /** @returns calls the answer off */
  call(onAnswer: (issued: Issued | null) => void): () => void;
}

export function createServer(
  clock: VirtualClock,
  draw: () => number,
  lifeMs: number,
  slowestMs: number,
): Server {
  const issued = new Map<string, Issued>();
  const server: Server = {
    calls: [],
    session: 1,
    outUntilMs: 0,
    hangsNext: false,
    issued,
    call(onAnswer) {
      const record = { startMs: clock.monotonicMs(), endMs: Number.POSITIVE_INFINITY };
      server.calls.push(record);
      const end = () => {
        record.endMs = Math.min(record.endMs, clock.monotonicMs());
      };
      if (server.hangsNext) {
        server.hangsNext = false;
        return end;
      }
      // The session is read when the request arrives, and its token may come after the sign-out.
      const { session } = server;
      const issuedMs = clock.monotonicMs();
      const callOff = clock.setTimer(20 + (slowestMs - 20) * draw(), () => {
        end();
        if (clock.monotonicMs() < server.outUntilMs) return onAnswer(null);
        const token = { text: `token-${issued.size + 1}`, untilMs: issuedMs + lifeMs, session };
        issued.set(token.text, token);
        return onAnswer(token);
      });
      return () => {
        callOff();
        end();
      };
    },
  };
  return server;
}
