// The baseline: checks that are known not to hold yet, each with its reason.
import { readFile } from 'node:fs/promises';
import { ConformanceError } from '../conformance-error.js';
import { isRecord } from '../exchange.js';
import type { Baseline } from '../options.js';

/** @throws {ConformanceError} `invalid_file` */
export async function readBaseline(file: string): Promise<Baseline> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw invalid(file, 'cannot be read as JSON', cause);
  }
  if (!isRecord(value)) throw invalid(file, 'is no JSON object');
  const entries = Object.entries(value).filter(([name]) => !name.startsWith('$'));
  if (!entries.every(([, reason]) => typeof reason === 'string' && reason.trim() !== '')) {
    throw invalid(file, 'has an entry without a reason');
  }
  return Object.fromEntries(entries) as Baseline;
}

function invalid(file: string, problem: string, cause?: unknown): ConformanceError {
  const hint = 'For example { "A02": "the cache is mended in the next release" }.';
  return new ConformanceError('invalid_file', `the baseline ${file} ${problem}`, hint, { cause });
}
