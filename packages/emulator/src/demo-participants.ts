// The participants of an emulator that was given none.
import type { ParticipantSeed } from './participant.js';

/** Three made-up people. */
export const demoParticipants: readonly ParticipantSeed[] = [
  person('MDH-1001', 'Amara', 'Okafor', '1984-03-12', 'F', 'America/Detroit'),
  person('MDH-1002', 'Lucas', 'Lindqvist', '1979-11-30', 'M', 'America/Chicago'),
  person('MDH-1003', 'Mei', 'Tanaka', '1991-07-05', 'F', 'America/Los_Angeles'),
];

function person(
  participantIdentifier: string,
  firstName: string,
  lastName: string,
  dateOfBirth: string,
  gender: string,
  timeZone: string,
): ParticipantSeed {
  return {
    participantIdentifier,
    demographics: {
      firstName,
      lastName,
      email: `${firstName}.${lastName}@example.org`.toLowerCase(),
      dateOfBirth,
      gender,
      preferredLanguage: 'en',
      timeZone,
    },
  };
}
