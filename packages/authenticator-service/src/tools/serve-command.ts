// mdh-authenticator serve
import { once } from 'node:events';
import { pino } from 'pino';
import { assembleService } from '../service/assemble-service.js';
import { readServiceEnvironment } from '../service/environment.js';
import { startService } from '../service/start-service.js';
import type { Terminal } from './terminal.js';

/** Runs the service until `stopSignal` aborts. Gives the exit code. */
export async function serve(terminal: Terminal, stopSignal: AbortSignal): Promise<number> {
  const { draft: value, problems } = readServiceEnvironment(terminal.env);
  const logger = pino(
    { level: value.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message' },
    { write: (line: string) => terminal.out(line.trimEnd()) },
  );
  const parts = assembleService(value, problems, logger);
  if (!parts.ok) return refuse(terminal, parts.problems);
  const service = await startService(
    parts.value,
    {
      host: value.HOST,
      port: value.PORT,
      managementHost: value.MANAGEMENT_HOST,
      managementPort: value.MANAGEMENT_PORT,
    },
    logger,
  ).catch((error: unknown) => {
    parts.value.redis?.close();
    const { code = 'unknown error', port } = error as { code?: string; port?: number };
    const where = port === undefined ? '' : ` on port ${port}`;
    terminal.err(
      `The service cannot listen${where} (${code}). Look at HOST and PORT, MANAGEMENT_HOST and MANAGEMENT_PORT: each port must be free.`,
    );
    return null;
  });
  if (service === null) return 1;
  if (!stopSignal.aborted) await once(stopSignal, 'abort');
  await service.stop(value.SHUTDOWN_SECONDS);
  return 0;
}

function refuse(terminal: Terminal, problems: readonly string[]): number {
  terminal.err('The environment variables need attention:');
  for (const problem of problems) terminal.err(`- ${problem}`);
  return 1;
}
