// WebDriver BiDi over its WebSocket (https://w3c.github.io/webdriver-bidi/): commands and their answers.
import { once } from 'node:events';
import { WebSocket } from 'undici';

export interface BidiSession {
  /** @throws Error with the browser's own words */
  send<Result = unknown>(method: string, params: object): Promise<Result>;
  /** Calls back at each event of this name, which has to be subscribed to. */
  on(event: string, handler: (params: unknown) => void): void;
  close(): void;
}

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Answer {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
  /** Of an event. */
  readonly method?: string;
  readonly params?: unknown;
}

export async function openBidiSession(address: string): Promise<BidiSession> {
  const socket = new WebSocket(`${address}/session`);
  await once(socket, 'open');
  const waiting = new Map<number, Waiting>();
  const handlers: [event: string, handler: (params: unknown) => void][] = [];
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.type === 'event') {
      for (const [event, handler] of handlers) if (event === answer.method) handler(answer.params);
      return;
    }
    const command = waiting.get(answer.id ?? 0);
    if (command === undefined) return;
    waiting.delete(answer.id!);
    if (answer.type === 'success') command.resolve(answer.result);
    else command.reject(new Error(`${command.method}: ${answer.error}: ${answer.message}`));
  });
  socket.addEventListener('close', () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser is gone`));
    waiting.clear();
  });

  return {
    send<Result>(method: string, params: object) {
      const id = ++lastId;
      return new Promise<Result>((resolve, reject) => {
        waiting.set(id, { method, resolve, reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    on: (event, handler) => void handlers.push([event, handler]),
    close: () => socket.close(),
  };
}
