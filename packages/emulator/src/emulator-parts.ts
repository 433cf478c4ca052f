// The parts of an emulator, made from its settings and shared by its routes and its code interface.
import type { KeyObject } from 'node:crypto';
import type { Addresses } from './addresses.js';
import { createParticipantDirectory } from './api/participant-directory.js';
import { createAccountConnections } from './api/routes/account-connections.js';
import { createUploads } from './api/routes/uploads.js';
import type { EmulatorContext } from './emulator-app.js';
import { createEmulatorClock } from './emulator-clock.js';
import { createEmulatorControls } from './emulator-controls.js';
import type { EmulatorSettings } from './emulator-options.js';
import { createFaults } from './faults/faults.js';
import { createParticipantRecords } from './population/participant-records.js';
import { createProject } from './project.js';
import { createAssertionVerifier } from './token-endpoint/client-assertion.js';
import { createWaits } from './faults/waits.js';
import { createIssuedTokens } from './tokens/issued-tokens.js';
import { createRateLimiter } from './traffic/rate-limiter.js';
import { createRequestLog } from './traffic/request-log.js';

/** Makes the parts. Each emulator has its own: nothing is shared between two. */
export function createEmulatorParts(
  settings: EmulatorSettings,
  publicKey: KeyObject,
  addresses: Addresses,
): EmulatorContext {
  const clock = createEmulatorClock(settings.now);
  const controls = createEmulatorControls(settings);
  return {
    ...settings,
    clock,
    controls,
    waits: createWaits(),
    url: addresses.url,
    assertions: createAssertionVerifier({
      serviceAccount: settings.serviceAccount,
      publicKey,
      tokenUrls: addresses.tokenUrls,
      now: () => clock.callersNow(),
      clockToleranceSeconds: settings.clockToleranceSeconds,
    }),
    issued: createIssuedTokens(clock.now),
    participants: createParticipantDirectory(settings.participants),
    records: createParticipantRecords({ ...settings, serverNow: () => clock.serverNow() }),
    project: createProject(settings.projectId),
    faults: createFaults(clock),
    log: createRequestLog(clock.now),
    rateLimiter: createRateLimiter(clock.now),
    rateLimit: () => controls.rateLimit,
    uploads: createUploads(clock.now),
    connections: createAccountConnections(),
  };
}
