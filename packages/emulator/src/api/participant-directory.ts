// The participants of the project, by either of their names.
import { EmulatorError } from '../emulator-error.js';
import { toParticipant, type Participant, type ParticipantSeed } from '../participant.js';

/** Look-ups over the participants. */
export interface ParticipantDirectory {
  /** In the order in which they were added. */
  all(): readonly Participant[];
  byId(id: string): Participant | undefined;
  byIdentifier(participantIdentifier: string): Participant | undefined;
  /** @throws {EmulatorError} `invalid_option` when it shares an ID or an identifier with another, or has none */
  add(seed: ParticipantSeed): Participant;
}

/** @throws {EmulatorError} `invalid_option` when two share an ID or an identifier, or one has none */
export function createParticipantDirectory(seeds: readonly ParticipantSeed[]): ParticipantDirectory {
  const byId = new Map<string, Participant>();
  const byIdentifier = new Map<string, Participant>();
  const directory: ParticipantDirectory = {
    all: () => [...byIdentifier.values()],
    byId: (id) => byId.get(id.toLowerCase()),
    byIdentifier: (participantIdentifier) => byIdentifier.get(participantIdentifier),
    add(seed) {
      const participant = toParticipant(seed);
      const { id, participantIdentifier } = participant;
      if (
        participantIdentifier === '' ||
        byId.has(id.toLowerCase()) ||
        byIdentifier.has(participantIdentifier)
      ) {
        throw new EmulatorError(
          'invalid_option',
          'participants: an id or a participantIdentifier is empty or there twice',
          'Give every participant a participantIdentifier of its own.',
        );
      }
      byId.set(id.toLowerCase(), participant);
      byIdentifier.set(participantIdentifier, participant);
      return participant;
    },
  };
  for (const seed of seeds) directory.add(seed);
  return directory;
}
