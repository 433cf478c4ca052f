// Callers as a process, who ask without a pause and look at every answer.
import { Agent, request } from 'undici';
import { judgeAnswer, type Verdict } from '../soak/judge-answer.js';
import { serveParent } from './serve-parent.js';

/** How many answers there were of each kind. */
export interface SoakTally {
  readonly inContract: Readonly<Record<string, number>>;
  readonly outsideContract: Readonly<Record<string, number>>;
}

export interface SoakApi {
  start(port: number, connections: number): void;
  /** Sends no more, waits for what is under way, and closes the connections. */
  finish(): Promise<void>;
  /** Of all answers so far. */
  takeTally(): SoakTally;
}

serveParent(createSoakApi());

function createSoakApi(): SoakApi {
  const tally: Record<keyof SoakTally, Record<string, number>> = { inContract: {}, outsideContract: {} };
  let finish: (() => Promise<void>) | null = null;

  async function keepCalling(url: string, dispatcher: Agent, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const { kind, isInContract } = await ask(url, dispatcher);
      const part = tally[isInContract ? 'inContract' : 'outsideContract'];
      part[kind] = (part[kind] ?? 0) + 1;
    }
  }

  return {
    start(port, connections) {
      const dispatcher = new Agent({ connections });
      const over = new AbortController();
      const call = () => keepCalling(`http://127.0.0.1:${port}/token`, dispatcher, over.signal);
      const callers = Array.from({ length: connections }, call);
      finish = async () => {
        over.abort();
        await Promise.all(callers);
        await dispatcher.close();
      };
    },
    async finish() {
      await finish?.();
    },
    takeTally: () => tally,
  };
}

async function ask(url: string, dispatcher: Agent): Promise<Verdict> {
  try {
    const {
      statusCode: status,
      headers,
      body,
    } = await request(url, {
      method: 'POST',
      headers: { cookie: 'session=alice' },
      dispatcher,
    });
    return judgeAnswer({ status, headers, text: await body.text() });
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    return { kind: `no answer (${typeof code === 'string' ? code : 'unknown'})`, isInContract: false };
  }
}
