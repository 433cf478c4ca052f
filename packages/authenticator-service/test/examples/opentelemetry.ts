// opentelemetry.ts
import type { Measure } from '@mdh-tokens/authenticator';
import { metrics } from '@opentelemetry/api';

const meter = metrics.getMeter('mdh-authenticator');
const calls = meter.createHistogram('mdh.upstream.duration', { unit: 's' });
const requests = meter.createHistogram('mdh.request.duration', { unit: 's' });
const lookUps = meter.createCounter('mdh.cache.lookups');

/** For `createTokenExchange` and `createAuthenticator`: `onMeasure: record`. */
export function record(measure: Measure): void {
  if (measure.kind === 'upstream') {
    calls.record(measure.durationSeconds, { call: measure.call, outcome: measure.outcome });
  } else if (measure.kind === 'request') {
    requests.record(measure.durationSeconds, { code: measure.code });
  } else if (measure.kind === 'cache') {
    lookUps.add(1, { cache: measure.cache, result: measure.isHit ? 'hit' : 'miss' });
  }
}
