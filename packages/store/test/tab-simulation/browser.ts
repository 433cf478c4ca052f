// What the tabs of one browser share: a lock, a channel, an authenticator.
import type { Agenda } from './agenda.js';

export interface Lock {
  /** @returns gives it back, or stops waiting */
  request(onGranted: () => void): () => void;
  isHeld(): boolean;
}

/** One holder, first come first served. */
export function createLock(): Lock {
  const queue: { onGranted: () => void }[] = [];
  return {
    isHeld: () => queue.length > 0,
    request(onGranted) {
      const place = { onGranted };
      queue.push(place);
      if (queue[0] === place) onGranted();
      return () => {
        const wasFirst = queue[0] === place;
        const at = queue.indexOf(place);
        if (at >= 0) queue.splice(at, 1);
        if (wasFirst) queue[0]?.onGranted();
      };
    },
  };
}

export interface Channel {
  join(onMessage: (message: unknown) => void): { post(message: unknown): void; leave(): void };
}

/** Delivers to everybody else, a little later, or never. */
export function createChannel(agenda: Agenda, draw: () => number, isDeaf: boolean): Channel {
  const members = new Set<(message: unknown) => void>();
  return {
    join(onMessage) {
      members.add(onMessage);
      return {
        post(message) {
          if (isDeaf) return;
          for (const member of members) {
            if (member !== onMessage) agenda.after(20 * draw(), () => members.has(member) && member(message));
          }
        },
        leave: () => void members.delete(onMessage),
      };
    },
  };
}

export interface Issued {
  readonly text: string;
  readonly untilMs: number;
}

export interface Server {
  readonly calls: { startMs: number; endMs: number }[];
  /** Until then every answer is a 503. */
  outUntilMs: number;
  /** The next call never answers. */
  hangsNext: boolean;
  call(onAnswer: (issued: Issued | null) => void): () => void;
}

export function createServer(agenda: Agenda, draw: () => number, lifeMs: number, slowestMs: number): Server {
  let count = 0;
  const server: Server = {
    calls: [],
    outUntilMs: 0,
    hangsNext: false,
    call(onAnswer) {
      const record = { startMs: agenda.nowMs(), endMs: Number.POSITIVE_INFINITY };
      server.calls.push(record);
      if (server.hangsNext) {
        server.hangsNext = false;
        return () => {
          record.endMs = Math.min(record.endMs, agenda.nowMs());
        };
      }
      const issuedMs = agenda.nowMs();
      const callOff = agenda.after(20 + (slowestMs - 20) * draw(), () => {
        record.endMs = agenda.nowMs();
        const isOut = agenda.nowMs() < server.outUntilMs;
        onAnswer(isOut ? null : { text: `token-${++count}`, untilMs: issuedMs + lifeMs });
      });
      return () => {
        callOff();
        record.endMs = Math.min(record.endMs, agenda.nowMs());
      };
    },
  };
  return server;
}
