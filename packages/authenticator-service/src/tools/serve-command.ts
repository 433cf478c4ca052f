// mdh-authenticator serve
import { once } from 'node:events';
import { pino } from 'pino';
import { assembleService, type ServiceParts } from '../service/assemble-service.js';
import { createSampledLogger, type SampledLogger } from '../service/sampled-logger.js';
import { createServiceMetrics, type ServiceMetrics } from '../service/service-metrics.js';
import { startService, type Service } from '../service/start-service.js';
import { readServeSettings, type ServeSettings } from '../settings/serve-settings.js';
import type { ServiceSettings } from '../settings/service-settings.js';
import { describeProblem } from '../settings/setting-problem.js';
import type { Terminal } from './terminal.js';

/** Runs the service until `stopSignal` aborts. Gives the exit code. */
export async function serve(terminal: Terminal, stopSignal: AbortSignal): Promise<number> {
  const settings = readServeSettings(terminal.env);
  if (settings.problems.length > 0) {
    terminal.err('The environment variables need attention:');
    for (const problem of settings.problems) terminal.err(`- ${describeProblem(problem)}`);
    return 1;
  }
  const logger = makeLogger(settings.service, terminal);
  const metrics = createServiceMetrics();
  const parts = assembleService(settings, metrics, logger);
  const { keyFile } = settings.exchange;
  if (keyFile !== null) logger.warn({ hint: keyFile.hint }, keyFile.note);
  const service = await start(parts, { settings, metrics, logger }).catch((error: unknown) => {
    parts.redis?.close();
    terminal.err(describeListenError(error));
    return null;
  });
  if (service === null) return 1;
  if (!stopSignal.aborted) await once(stopSignal, 'abort');
  await service.stop(settings.service.SHUTDOWN_SECONDS);
  logger.flush();
  return 0;
}

function makeLogger({ LOG_LEVEL: level }: ServiceSettings, terminal: Terminal): SampledLogger {
  const sink = { write: (line: string) => terminal.out(line.trimEnd()) };
  return createSampledLogger(
    pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message' }, sink),
  );
}

interface StartContext {
  settings: ServeSettings;
  metrics: ServiceMetrics;
  logger: SampledLogger;
}

function start(parts: ServiceParts, { settings, metrics, logger }: StartContext): Promise<Service> {
  const { service } = settings;
  const addresses = {
    endpoint: { host: service.HOST, port: service.PORT },
    internal: { host: service.INTERNAL_HOST, port: service.INTERNAL_PORT },
    management: { host: service.MANAGEMENT_HOST, port: service.MANAGEMENT_PORT },
  };
  return startService(parts, { addresses, metrics, logger });
}

function describeListenError(error: unknown): string {
  const { code = 'unknown error', port } = error as { code?: string; port?: number };
  const where = port === undefined ? '' : ` on port ${port}`;
  return `The service cannot listen${where} (${code}). Look at HOST and PORT, INTERNAL_HOST and INTERNAL_PORT, MANAGEMENT_HOST and MANAGEMENT_PORT: each port must be free.`;
}
