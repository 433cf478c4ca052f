// A file with participants of one's own.
import { z } from 'zod';
import { EmulatorError } from '../emulator-error.js';
import type { ParticipantSeed } from '../participant.js';

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
 * @param file its name, for the message
 * @throws {EmulatorError} `invalid_file`, saying where in the list and what was expected; never a value of the file
 */
export function readParticipantsFile(file: string, text: string): ParticipantSeed[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, 'it is not JSON', cause);
  }
  const result = participantsFile.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const where = first === undefined || first.path.length === 0 ? 'the file' : first.path.join('.');
  const more = result.error.issues.length - 1;
  const others = more > 0 ? ` (and ${more} more)` : '';
  throw invalid(file, `${where}: ${first?.message ?? 'is not right'}${others}`, result.error);
}

function invalid(file: string, problem: string, cause: unknown): EmulatorError {
  return new EmulatorError(
    'invalid_file',
    `--participants: cannot use ${file}: ${problem}`,
    'It is a JSON list like [{ "participantIdentifier": "P-1", "demographics": { "firstName": "Ada" } }].',
    { cause },
  );
}
