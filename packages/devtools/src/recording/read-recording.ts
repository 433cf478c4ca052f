// Reads back a recording that was saved as a file.
import { recordingFormat, type Entry, type Recording } from './entry.js';

const mostEntries = 5_000;
const longestText = 300;

/** The fields that are computed with, by type. An entry without them cannot be drawn. */
const numbersOf: Readonly<Record<Entry['type'], readonly string[]>> = {
  status: [],
  token: ['generation', 'lifeMs', 'ageMs'],
  expired: ['generation'],
  call: [],
  answer: [],
  request: ['waitedMs', 'tookMs'],
  refused: ['generation'],
  page: [],
  app: [],
  tabs: [],
  diagnostic: [],
  mark: [],
};

/** @throws Error that says what is wrong with the text */
export function readRecording(text: string): Recording {
  const value = parse(text);
  if (!isRecord(value) || value['format'] !== recordingFormat || value['version'] !== 1) {
    throw new Error(
      `This is no recording: expected JSON with "format": "${recordingFormat}" and "version": 1.`,
    );
  }
  const { store, at, entries } = value;
  if (typeof store !== 'string' || !Number.isFinite(at) || !Array.isArray(entries)) {
    throw new Error('This recording lacks "store", "at" or "entries".');
  }
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) throw new Error(`Entry ${wrong} of this recording cannot be read.`);
  const newest = entries.slice(-mostEntries) as Entry[];
  return { format: recordingFormat, version: 1, store, at: Number(at), entries: newest };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('This is no recording: it is not JSON.', { cause });
  }
}

function isEntry(value: unknown): boolean {
  if (!isRecord(value) || !Object.hasOwn(numbersOf, String(value['type']))) return false;
  const numbers = ['id', 'at', ...numbersOf[value['type'] as Entry['type']]];
  return numbers.every((name) => Number.isFinite(value[name])) && Object.values(value).every(isPlain);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longestText;
  return value === null || typeof value === 'boolean' || Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
