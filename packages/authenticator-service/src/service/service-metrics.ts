// What the service counts, in the words of Prometheus. No label names a participant.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AuthenticatorAnswer } from '@mdh-tokens/authenticator';

/** Counts answers. */
export interface ServiceMetrics {
  /** Counts one answer and the time it took. */
  observe(answer: AuthenticatorAnswer, seconds: number): void;
  /** The exposition text, and its content type. */
  expose(): Promise<{ text: string; contentType: string }>;
}

/** @param isRedisUp `null` where the service runs without Redis */
export function createServiceMetrics(isRedisUp: (() => boolean) | null): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'mdh_authenticator_requests_total',
    help: 'Answers by HTTP status.',
    labelNames: ['status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'mdh_authenticator_request_duration_seconds',
    help: 'Time from the request to its answer.',
    buckets: [0.002, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  if (isRedisUp !== null) {
    registry.registerMetric(
      new Gauge({
        name: 'mdh_authenticator_redis_up',
        help: '1 while Redis answers.',
        registers: [],
        collect() {
          this.set(isRedisUp() ? 1 : 0);
        },
      }),
    );
  }
  return {
    observe(answer, seconds) {
      requests.inc({ status: String(answer.status) });
      durations.observe(seconds);
    },
    expose: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
