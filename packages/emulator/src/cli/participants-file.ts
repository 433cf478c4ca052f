// A file with participants of one's own.
import { z } from 'zod';
import type { ParticipantSeed } from '../participant.js';
import { parseJsonFile } from './json-file.js';

const texts = z.record(z.string(), z.string());

const participant = z.strictObject({
  participantIdentifier: z.string().min(1),
  id: z.guid().exactOptional(),
  secondaryIdentifier: z.string().exactOptional(),
  linkIdentifier: z.string().min(1).exactOptional(),
  demographics: texts.exactOptional(),
  customFields: texts.exactOptional(),
  enrollmentDate: z.iso.datetime({ offset: true }).exactOptional(),
});

/** By each of these a participant is found. */
const names = ['participantIdentifier', 'id', 'linkIdentifier'] as const;

const participantsFile = z
  .array(participant)
  .min(1)
  .superRefine((list, context) => {
    for (const name of names) {
      const values = list.map((entry) => entry[name]);
      const index = values.findIndex((value, at) => value !== undefined && values.indexOf(value) < at);
      if (index > 0) {
        const message = 'an earlier participant has the same';
        context.addIssue({ code: 'custom', path: [index, name], message });
      }
    }
  });

/**
 * Reads the text of a participants file: a JSON list of participants, of which only `participantIdentifier` is needed.
 *
 * @param path its name, for the message
 * @throws {EmulatorError} `invalid_file`
 */
export function readParticipantsFile(path: string, text: string): ParticipantSeed[] {
  return parseJsonFile({ flag: '--participants', path }, text, {
    schema: participantsFile,
    hint: 'It is a JSON list like [{ "participantIdentifier": "P-1", "demographics": { "firstName": "Ada" } }].',
  });
}
