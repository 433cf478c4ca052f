// Puts an emulator together.
import { createAddresses } from './addresses.js';
import type { ParticipantDirectory } from './api/participant-directory.js';
import { createEmulatorApp } from './emulator-app.js';
import { advanceClock } from './emulator-clock.js';
import { assertWholeSeconds } from './emulator-controls.js';
import { EmulatorError } from './emulator-error.js';
import { readOptions, type EmulatorOptions } from './emulator-options.js';
import { createEmulatorParts } from './emulator-parts.js';
import type { Emulator } from './emulator.js';
import { fetchInProcess } from './server/in-process-fetch.js';
import type { FetchCallback } from './server/listener.js';
import { createLoopbackServer } from './server/loopback-server.js';
import type { Participant } from './participant.js';
import { addReading } from './population/add-reading.js';
import { readReading } from './population/reading.js';
import { readServiceAccountKey } from './service-account-key.js';

/**
 * Makes a local MyDataHelps. It starts in milliseconds, holds its own state and leaves nothing behind after `close`.
 *
 * @throws {EmulatorError} `invalid_option`, `invalid_key`
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = readOptions(options);
  const key = readServiceAccountKey(settings.privateKey);
  const addresses = createAddresses(settings.publicUrl);
  const parts = createEmulatorParts(settings, key.publicKey, addresses);
  const { clock, controls, faults, issued, participants, records, waits } = parts;
  const app = createEmulatorApp(parts);
  const answer: FetchCallback = async (request, bindings) => app.fetch(request, bindings);
  const server = createLoopbackServer(answer);

  return {
    fetch: (input, init) => fetchInProcess(new Request(input, init), answer),
    async listen(port = 0) {
      addresses.listensOn(await server.open(port));
      return addresses.url();
    },
    get url() {
      return addresses.url();
    },
    get tokenUrl() {
      return addresses.tokenUrl();
    },
    serviceAccount: settings.serviceAccount,
    privateKey: key.privateKeyPem,
    projectId: settings.projectId,
    get participants() {
      return participants.all();
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
    get dataCollectionSettings() {
      return controls.dataCollectionSettings;
    },
    set dataCollectionSettings(changes) {
      controls.dataCollectionSettings = changes;
    },
    get dataAvailability() {
      return controls.dataAvailability;
    },
    set dataAvailability(changes) {
      controls.dataAvailability = changes;
    },
    issueToken(identifier, { scope = 'api', lifetimeSeconds = controls.tokenLifetimeSeconds } = {}) {
      assertWholeSeconds('lifetimeSeconds', lifetimeSeconds);
      const participantId = findParticipant(participants, identifier).id;
      const token = issued.issue({ kind: 'participant', participantId, scope }, lifetimeSeconds);
      return { access_token: token.accessToken, expires_in: lifetimeSeconds, token_type: 'Bearer' };
    },
    dataOf: (identifier) => records.of(findParticipant(participants, identifier)),
    addReading(given) {
      const { participantIdentifier, ...reading } = readReading(given);
      addReading(records.of(findParticipant(participants, participantIdentifier)), reading);
    },
    advance: (seconds) => advanceClock(clock, seconds),
    get issued() {
      return issued.list();
    },
    revoke: (filter = {}) => issued.revoke(filter),
    async close() {
      waits.endAll();
      await server.close();
    },
  };
}

function findParticipant(participants: ParticipantDirectory, identifier: string): Participant {
  const participant = participants.byIdentifier(identifier);
  if (participant !== undefined) return participant;
  throw new EmulatorError(
    'invalid_option',
    'there is no such participant',
    'The participants of an emulator are in its participants.',
  );
}
