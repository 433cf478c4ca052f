// autocannon as a process: a page's requests, as many as a number of connections can carry.
import autocannon from 'autocannon';
import { serveParent } from './serve-parent.js';

/** How much load, and for how long: seconds, or a number of requests. */
export type Load = { readonly port: number; readonly connections: number } & (
  | { readonly seconds: number }
  | { readonly requests: number }
);

export interface LoadResult {
  /** Answers with 200. */
  readonly answered: number;
  readonly answeredPerSecond: number;
  /** Answers of another kind, and requests without one. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface LoadApi {
  run(load: Load): Promise<LoadResult>;
}

serveParent<LoadApi>({ run });

async function run(load: Load): Promise<LoadResult> {
  const { port, connections } = load;
  const origin = `http://127.0.0.1:${port}`;
  const result = await autocannon({
    url: `${origin}/token`,
    method: 'POST',
    headers: { cookie: 'session=alice', 'sec-fetch-site': 'same-origin', origin },
    body: '{"reason":"schedule"}',
    connections,
    // It looks this often whether it is time to end. In milliseconds.
    sampleInt: 50,
    ...('seconds' in load ? { duration: load.seconds } : { amount: load.requests }),
  });
  const answered = result['2xx'];
  return {
    answered,
    answeredPerSecond: answered / result.duration,
    failed: result.non2xx + result.errors,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}
