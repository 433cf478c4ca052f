// Sends recorded calls again to a new emulator, and tells what is answered differently.
import { isDeepStrictEqual } from 'node:util';
import { createEmulator } from './create-emulator.js';
import type { EmulatorOptions } from './emulator-options.js';
import { answerShapeOf } from './recording/record-page-calls.js';
import type { RecordedCall, Shape } from './recording/recorded-call.js';

/** A call that is answered differently than it was when it was recorded. */
export interface CallDifference {
  /** Which call of the recording, counted from 1. */
  line: number;
  method: string;
  path: string;
  recorded: { status: number; answer: Shape | null };
  replayed: { status: number; answer: Shape | null };
}

/**
 * Sends recorded calls one after the other to an emulator of their own, at the time at which they were recorded, and
 * compares status and form of the answers. An empty list says that a page still gets the answers that it got then.
 *
 * @param options the options that the recorded emulator had: `seed`, `participants`, `readings`, …
 * @throws {EmulatorError} `invalid_option` when a participant of the recording is not there
 */
export async function replayCalls(
  calls: Iterable<RecordedCall>,
  options: Omit<EmulatorOptions, 'now' | 'onCall'> = {},
): Promise<CallDifference[]> {
  let now = Date.now();
  const emulator = createEmulator({ ...options, now: () => now });
  const differences: CallDifference[] = [];
  let line = 0;
  for (const { at, participantIdentifier, method, path, body, status, answer } of calls) {
    line += 1;
    now = Date.parse(at);
    const { access_token } = emulator.issueToken(participantIdentifier);
    const response = await emulator.fetch(new URL(path, emulator.url), {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const recorded = { status, answer };
    const replayed = { status: response.status, answer: await answerShapeOf(response) };
    if (!isDeepStrictEqual(recorded, replayed)) differences.push({ line, method, path, recorded, replayed });
  }
  return differences;
}
