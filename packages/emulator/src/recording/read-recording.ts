// The text of a recording: one call a line, as JSON.
import { describeIssues } from '../describe-issues.js';
import { EmulatorError } from '../emulator-error.js';
import { recordedCall, type RecordedCall } from './recorded-call.js';

/** A call as a line of a recording. */
export function toLine(call: RecordedCall): string {
  return `${JSON.stringify(call)}\n`;
}

/**
 * Reads the text of a recording.
 *
 * @param file its name, for the message
 * @throws {EmulatorError} `invalid_file`, saying which line and what was expected
 */
export function readRecording(text: string, file = 'the recording'): RecordedCall[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const result = recordedCall.safeParse(parse(line));
    if (result.success) return result.data;
    throw new EmulatorError(
      'invalid_file',
      `cannot use ${file}: line ${index + 1}: ${describeIssues(result.error)}`,
      'It is what --record has written: one call a line, as JSON.',
      { cause: result.error },
    );
  });
}

/** A line that is not JSON is no object either, and the schema says so. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
