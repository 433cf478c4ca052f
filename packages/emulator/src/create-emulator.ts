// Puts an emulator together.
import { createAccountConnections } from './api/routes/account-connections.js';
import { createUploads } from './api/routes/uploads.js';
import { createParticipantDirectory } from './api/participant-directory.js';
import { createEmulatorApp } from './emulator-app.js';
import { createEmulatorClock } from './emulator-clock.js';
import { createEmulatorControls } from './emulator-controls.js';
import { EmulatorError } from './emulator-error.js';
import { readOptions, type EmulatorOptions } from './emulator-options.js';
import type { Emulator } from './emulator.js';
import { createFaults } from './faults/faults.js';
import { listen, type FetchCallback, type Listener } from './listener.js';
import { createParticipantRecords } from './population/participant-data.js';
import { createProject } from './project.js';
import { readServiceAccountKey } from './service-account-key.js';
import { createAssertionVerifier } from './token-endpoint/client-assertion.js';
import { createIssuedTokens } from './token-endpoint/issued-tokens.js';
import { tokenPath } from './token-endpoint/token-endpoint.js';
import { createRateLimiter } from './traffic/rate-limiter.js';
import { createRequestLog } from './traffic/request-log.js';

/** The base URL of an emulator that does not listen: `.localhost` never leaves the machine (RFC 6761 section 6.3). */
const inProcessUrl = 'http://mydatahelps.localhost/';

/**
 * Makes a local MyDataHelps. It starts in milliseconds, holds its own state and leaves nothing behind after `close`.
 *
 * @throws {EmulatorError} `invalid_option`, `invalid_key`
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = readOptions(options);
  const key = readServiceAccountKey(settings.privateKey);
  const participants = createParticipantDirectory(settings.participants);
  const clock = createEmulatorClock(settings.now);
  const issued = createIssuedTokens(clock.now);
  const faults = createFaults(clock);
  const records = createParticipantRecords(settings.seed, () => clock.serverNow());
  const controls = createEmulatorControls(settings);
  const closing = new AbortController();
  let listening: Promise<Listener> | null = null;
  let port: number | null = null;

  const baseUrls = (): string[] => {
    const own = port === null ? [inProcessUrl] : [`http://localhost:${port}/`, `http://127.0.0.1:${port}/`];
    return settings.publicUrl === null ? own : [settings.publicUrl, ...own];
  };
  const url = (): string => baseUrls()[0] ?? inProcessUrl;

  const app = createEmulatorApp({
    assertions: createAssertionVerifier({
      serviceAccount: settings.serviceAccount,
      publicKey: key.publicKey,
      tokenUrls: () => baseUrls().map(toTokenUrl),
      now: () => clock.serverNow(),
      clockToleranceSeconds: settings.clockToleranceSeconds,
    }),
    ...settings,
    clock,
    issued,
    participants,
    records,
    uploads: createUploads(clock.now),
    connections: createAccountConnections(),
    faults,
    controls,
    log: createRequestLog(clock.now),
    rateLimiter: createRateLimiter(clock.now),
    rateLimit: () => controls.rateLimit,
    project: createProject(settings.projectId),
    url,
    closing: closing.signal,
  });
  const answer: FetchCallback = async (request, bindings) => app.fetch(request, bindings);

  return {
    fetch: (input, init) => answer(new Request(input, init), {}),
    async listen(wanted = 0) {
      if (closing.signal.aborted)
        throw new EmulatorError('closed', 'the emulator is closed', 'Make a new one.');
      if (listening !== null) {
        throw new EmulatorError('invalid_option', 'the emulator listens already', 'Read its url.');
      }
      listening = listen(answer, wanted, '127.0.0.1');
      try {
        ({ port } = await listening);
      } catch (error) {
        listening = null;
        throw error;
      }
      return url();
    },
    get url() {
      return url();
    },
    get tokenUrl() {
      return toTokenUrl(url());
    },
    serviceAccount: settings.serviceAccount,
    privateKey: key.privateKeyPem,
    projectId: settings.projectId,
    get participants() {
      return participants.all();
    },
    dataOf(participantIdentifier) {
      const participant = participants.byIdentifier(participantIdentifier);
      if (participant !== undefined) return records.of(participant);
      throw new EmulatorError('invalid_option', 'there is no such participant', 'Read participants.');
    },
    get issued() {
      return issued.list();
    },
    faults,
    get tokenLifetimeSeconds() {
      return controls.tokenLifetimeSeconds;
    },
    set tokenLifetimeSeconds(seconds) {
      controls.tokenLifetimeSeconds = seconds;
    },
    get rateLimit() {
      return controls.rateLimit;
    },
    set rateLimit(limit) {
      controls.rateLimit = limit;
    },
    revoke: (filter = {}) => issued.revoke(filter),
    async close() {
      closing.abort();
      const open = listening;
      listening = null;
      // A listen that failed told its own caller; there is nothing to close then.
      const [result] = await Promise.allSettled([open]);
      if (result.status === 'fulfilled') await result.value?.close();
    },
  };
}

function toTokenUrl(baseUrl: string): string {
  return `${baseUrl}${tokenPath.slice(1)}`;
}
