// What the platform around the service asks: alive, ready, and numbers. On a port of its own.
import { Hono } from 'hono';
import { AuthenticatorError } from '../authenticator-error.js';
import type { TokenExchange } from '../token-exchange.js';
import type { ServiceMetrics } from './service-metrics.js';

/** What the management port works with. */
export interface ManagementContext {
  exchange: TokenExchange;
  metrics: ServiceMetrics;
  /** Whether the service has begun to stop. */
  isStopping: () => boolean;
}

/** `/healthz`: the process runs. `/readyz`: it can give tokens. `/metrics`: Prometheus. */
export function createManagementApp({ exchange, metrics, isStopping }: ManagementContext): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    if (isStopping()) return c.json({ status: 'stopping' }, 503);
    try {
      await exchange.serviceToken();
      return c.json({ status: 'ok' });
    } catch (error) {
      return c.json(
        { status: 'not ready', reason: error instanceof AuthenticatorError ? error.code : 'unknown' },
        503,
      );
    }
  });
  app.get('/metrics', async (c) => {
    const { text, contentType } = await metrics.expose();
    return c.text(text, 200, { 'content-type': contentType });
  });
  return app;
}
