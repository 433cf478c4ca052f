// A participant of the emulated project, and how a short description of one becomes a full record.
import { createHash } from 'node:crypto';

/** A participant, in the words of the MyDataHelps API. */
export interface Participant {
  /** The internal participant ID, a GUID: `id` in the administration API, `participantID` in the SDK. */
  id: string;
  /** The project's own identifier, by which an app finds its user. */
  participantIdentifier: string;
  secondaryIdentifier: string;
  /** The secret part of this participant's survey links. */
  linkIdentifier: string;
  /** `firstName`, `email` and so on, all text. What is unset is left out. */
  demographics: Record<string, string>;
  customFields: Record<string, string>;
  /** ISO 8601. */
  enrollmentDate: string;
}

/** A participant to start with: everything but the identifier has a default that is the same on each start. */
export type ParticipantSeed = Pick<Participant, 'participantIdentifier'> & Partial<Participant>;

/** Fills in what a seed leaves out. IDs are derived from the identifier, so that a restart keeps them. */
export function toParticipant(seed: ParticipantSeed): Participant {
  const { participantIdentifier } = seed;
  return {
    id: seed.id ?? guidFrom(`participant:${participantIdentifier}`),
    participantIdentifier,
    secondaryIdentifier: seed.secondaryIdentifier ?? '',
    linkIdentifier: seed.linkIdentifier ?? guidFrom(`link:${participantIdentifier}`),
    demographics: { ...seed.demographics },
    customFields: { ...seed.customFields },
    enrollmentDate: seed.enrollmentDate ?? '2026-01-15T15:00:00+00:00',
  };
}

/** A GUID that is always the same for the same text. */
export function guidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
