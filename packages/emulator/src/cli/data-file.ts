// A file with readings of one's own participants.
import { participantReadings, type ParticipantReading } from '../population/reading.js';
import { parseJsonFile } from './json-file.js';

/**
 * Reads the text of a data file: a JSON list of readings, each with the identifier of its participant.
 *
 * @param path its name, for the message
 * @throws {EmulatorError} `invalid_file`
 */
export function readDataFile(path: string, text: string): ParticipantReading[] {
  return parseJsonFile({ flag: '--data', path }, text, {
    schema: participantReadings,
    hint: 'It is a JSON list like [{ "participantIdentifier": "P-1", "namespace": "Project", "type": "Mood", "value": "4" }].',
  });
}
