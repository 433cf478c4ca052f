// What the service counts, in the words of Prometheus. No label names a participant.
import type { Measure } from '@mdh-tokens/authenticator';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The two endpoints, as a label. */
export type EndpointName = 'page' | 'internal';

/** Counts, and tells. */
export interface ServiceMetrics {
  /** For the `onMeasure` of the exchange. */
  measureExchange(this: void, measure: Measure): void;
  /** For the `onMeasure` of an endpoint. */
  measureEndpoint(endpoint: EndpointName): (measure: Measure) => void;
  /** Tells from now on whether Redis answers. */
  watchRedis(isUp: () => boolean): void;
  /** The exposition text, and its content type. */
  expose(): Promise<{ text: string; contentType: string }>;
}

type UpstreamMeasure = Extract<Measure, { kind: 'upstream' }>;

type CacheMeasure = Extract<Measure, { kind: 'cache' }>;

const secondsBuckets = [0.002, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes a registry of its own. */
export function createServiceMetrics(): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    measureExchange: countExchange(registry),
    measureEndpoint: countEndpoints(registry),
    watchRedis(isUp) {
      const gauge: Gauge = new Gauge({
        name: 'mdh_authenticator_redis_up',
        help: '1 while Redis answers.',
        registers: [registry],
        collect: () => gauge.set(isUp() ? 1 : 0),
      });
    },
    expose: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}

function countEndpoints(registry: Registry): ServiceMetrics['measureEndpoint'] {
  const registers = [registry];
  const requests = new Counter({
    name: 'mdh_authenticator_requests_total',
    help: 'Answers by endpoint, HTTP status and code of the contract.',
    labelNames: ['endpoint', 'status', 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'mdh_authenticator_request_duration_seconds',
    help: 'Time from the request to its answer.',
    labelNames: ['endpoint'],
    buckets: secondsBuckets,
    registers,
  });
  const refusals = new Counter({
    name: 'mdh_authenticator_limiter_refusals_total',
    help: 'Requests that the rate limiter has refused.',
    registers,
  });
  return (endpoint) => (measure) => {
    if (measure.kind === 'limiter' && !measure.isAllowed) refusals.inc();
    if (measure.kind !== 'request') return;
    const { status, code, durationSeconds } = measure;
    requests.inc({ endpoint, status: String(status), code });
    durations.observe({ endpoint }, durationSeconds);
  };
}

function countExchange(registry: Registry): ServiceMetrics['measureExchange'] {
  const countCall = countUpstream(registry);
  const countLookUp = countCacheLookUps(registry);
  const joins = new Counter({
    name: 'mdh_authenticator_joins_total',
    help: 'Requests that waited for a call which another one had begun.',
    labelNames: ['call'],
    registers: [registry],
  });
  const watchServiceToken = watchLife(registry);
  return (measure) => {
    if (measure.kind === 'upstream') countCall(measure);
    else if (measure.kind === 'cache') countLookUp(measure);
    else if (measure.kind === 'join') joins.inc({ call: measure.call });
    else if (measure.kind === 'service_token') watchServiceToken(measure.expiresInSeconds);
  };
}

function countUpstream(registry: Registry): (measure: UpstreamMeasure) => void {
  const registers = [registry];
  const calls = new Counter({
    name: 'mdh_authenticator_upstream_calls_total',
    help: 'Calls to MyDataHelps by kind of call, outcome and HTTP status.',
    labelNames: ['call', 'outcome', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'mdh_authenticator_upstream_duration_seconds',
    help: 'Time that MyDataHelps takes.',
    labelNames: ['call'],
    buckets: secondsBuckets,
    registers,
  });
  const retries = new Counter({
    name: 'mdh_authenticator_upstream_retries_total',
    help: 'Calls that were made twice, since the connection turned out to be dead.',
    registers,
  });
  return ({ call, outcome, status, durationSeconds, isRetried }) => {
    calls.inc({ call, outcome, status: String(status ?? 'none') });
    durations.observe({ call }, durationSeconds);
    if (isRetried) retries.inc();
  };
}

function countCacheLookUps(registry: Registry): (measure: CacheMeasure) => void {
  const lookUps = new Counter({
    name: 'mdh_authenticator_cache_lookups_total',
    help: 'Looks into a cache, by result.',
    labelNames: ['cache', 'result'],
    registers: [registry],
  });
  return ({ cache, isHit }) => lookUps.inc({ cache, result: isHit ? 'hit' : 'miss' });
}

/** Gives what is to be told of each new service token. */
function watchLife(registry: Registry): (expiresInSeconds: number) => void {
  let expiresAt: number | null = null;
  const gauge: Gauge = new Gauge({
    name: 'mdh_authenticator_service_token_seconds_left',
    help: 'Life that is left of the service token; 0 while there is none.',
    registers: [registry],
    collect: () => gauge.set(expiresAt === null ? 0 : Math.max(0, (expiresAt - performance.now()) / 1000)),
  });
  return (expiresInSeconds) => {
    expiresAt = performance.now() + expiresInSeconds * 1000;
  };
}
