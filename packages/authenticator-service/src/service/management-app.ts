// What the platform around the service asks: alive, ready, and numbers. On a port of its own.
import { Hono } from 'hono';
import { AuthenticatorError, type Logger, toLogFields } from '@mdh-tokens/authenticator';
import type { Readiness } from './readiness.js';
import type { ServiceMetrics } from './service-metrics.js';

/** What the management port works with. */
export interface ManagementContext {
  readiness: Readiness;
  metrics: ServiceMetrics;
  /** Whether the service has begun to stop. */
  isStopping: () => boolean;
  logger: Logger;
}

/** `/healthz`: the process runs. `/readyz`: it can give tokens. `/metrics`: Prometheus. */
export function createManagementApp({ readiness, metrics, isStopping, logger }: ManagementContext): Hono {
  const app = new Hono();
  let told: string | null = null;

  /** Once for each reason: platforms ask every few seconds. */
  function tell(error: unknown): string {
    const reason = error instanceof AuthenticatorError ? error.code : 'unknown';
    if (told !== reason) logger.warn(toLogFields(error), 'the authenticator is not ready');
    told = reason;
    return reason;
  }

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    if (isStopping()) return c.json({ status: 'stopping' }, 503);
    try {
      await readiness();
      told = null;
      return c.json({ status: 'ok' });
    } catch (error) {
      return c.json({ status: 'not ready', reason: tell(error) }, 503);
    }
  });
  app.get('/metrics', async (c) => {
    const { text, contentType } = await metrics.expose();
    return c.text(text, 200, { 'content-type': contentType });
  });
  return app;
}
