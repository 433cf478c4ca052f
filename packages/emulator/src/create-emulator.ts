// Puts an emulator together.
import { createParticipantDirectory } from './api/participant-directory.js';
import { createEmulatorApp } from './emulator-app.js';
import { EmulatorError } from './emulator-error.js';
import { assertLifetimeSeconds, readOptions, type EmulatorOptions } from './emulator-options.js';
import type { Emulator } from './emulator.js';
import { listen, type Listener } from './listener.js';
import { createProject } from './project.js';
import { readServiceAccountKey } from './service-account-key.js';
import { createAssertionVerifier } from './token-endpoint/client-assertion.js';
import { createIssuedTokens } from './token-endpoint/issued-tokens.js';
import { tokenPath } from './token-endpoint/token-endpoint.js';

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
  const issued = createIssuedTokens(settings.now);
  let { tokenLifetimeSeconds } = settings;
  let listening: Promise<Listener> | null = null;
  let port: number | null = null;
  let closed = false;

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
      now: settings.now,
      clockToleranceSeconds: settings.clockToleranceSeconds,
    }),
    issued,
    participants,
    project: createProject(settings.projectId),
    lifetimeSeconds: (kind) =>
      kind === 'service' ? settings.serviceTokenLifetimeSeconds : tokenLifetimeSeconds,
    now: settings.now,
  });
  const answer = async (request: Request): Promise<Response> => app.fetch(request);

  return {
    fetch: (input, init) => answer(new Request(input, init)),
    async listen(wanted = 0) {
      if (closed) throw new EmulatorError('closed', 'the emulator is closed', 'Make a new one.');
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
    get issued() {
      return issued.list();
    },
    get tokenLifetimeSeconds() {
      return tokenLifetimeSeconds;
    },
    set tokenLifetimeSeconds(seconds) {
      assertLifetimeSeconds('tokenLifetimeSeconds', seconds);
      tokenLifetimeSeconds = seconds;
    },
    revoke: (filter = {}) => issued.revoke(filter),
    async close() {
      closed = true;
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
