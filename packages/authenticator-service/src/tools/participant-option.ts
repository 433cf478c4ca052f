// Which participant a command is about.
import type { ParticipantReference } from '@mdh-tokens/authenticator';

/** The options of a command that is about one participant. */
export interface ParticipantOptions {
  participant?: string;
  identifier?: string;
}

/** The participant that the options name; `null` unless exactly one is there. */
export function toReference({ participant, identifier }: ParticipantOptions): ParticipantReference | null {
  if (participant !== undefined && identifier === undefined) return { id: participant };
  if (participant === undefined && identifier !== undefined) return { identifier };
  return null;
}
