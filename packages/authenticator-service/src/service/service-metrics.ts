// What the service counts, in the words of Prometheus. No label names a participant.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Counts, and tells. */
export interface ServiceMetrics {
  /** Counts one answer and the time it took. */
  countRequest(endpoint: 'page' | 'internal', status: number, seconds: number): void;
  /** Counts a request that the rate limiter has refused. */
  countRefusal(): void;
  /** Tells from now on whether Redis answers. */
  watchRedis(isUp: () => boolean): void;
  /** The exposition text, and its content type. */
  expose(): Promise<{ text: string; contentType: string }>;
}

/** Makes a registry of its own. */
export function createServiceMetrics(): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'mdh_authenticator_requests_total',
    help: 'Answers by endpoint and HTTP status.',
    labelNames: ['endpoint', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'mdh_authenticator_request_duration_seconds',
    help: 'Time from the request to its answer.',
    labelNames: ['endpoint'],
    buckets: [0.002, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'mdh_authenticator_limiter_refusals_total',
    help: 'Requests that the rate limiter has refused.',
    registers,
  });
  return {
    countRequest(endpoint, status, seconds) {
      requests.inc({ endpoint, status: String(status) });
      durations.observe({ endpoint }, seconds);
    },
    countRefusal: () => refusals.inc(),
    watchRedis(isUp) {
      const gauge: Gauge = new Gauge({
        name: 'mdh_authenticator_redis_up',
        help: '1 while Redis answers.',
        registers,
        collect: () => gauge.set(isUp() ? 1 : 0),
      });
    },
    expose: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
