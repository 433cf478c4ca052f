// The participants of the project, by either of their names.
import { EmulatorError } from '../emulator-error.js';
import { toParticipant, type Participant, type ParticipantSeed } from '../participant.js';

/** Look-ups over the participants. */
export interface ParticipantDirectory {
  /** In the order in which they were given. */
  all(): readonly Participant[];
  byId(id: string): Participant | undefined;
  byIdentifier(participantIdentifier: string): Participant | undefined;
}

/** @throws {EmulatorError} `invalid_option` when two share an ID or an identifier, or one has none */
export function createParticipantDirectory(seeds: readonly ParticipantSeed[]): ParticipantDirectory {
  const participants = seeds.map((seed) => toParticipant(seed));
  const byId = new Map(participants.map((participant) => [participant.id.toLowerCase(), participant]));
  const byIdentifier = new Map(
    participants.map((participant) => [participant.participantIdentifier, participant]),
  );
  if (byId.size < participants.length || byIdentifier.size < participants.length || byIdentifier.has('')) {
    throw new EmulatorError(
      'invalid_option',
      'participants: an id or a participantIdentifier is empty or there twice',
      'Give every participant a participantIdentifier of its own.',
    );
  }
  return {
    all: () => participants,
    byId: (id) => byId.get(id.toLowerCase()),
    byIdentifier: (participantIdentifier) => byIdentifier.get(participantIdentifier),
  };
}
