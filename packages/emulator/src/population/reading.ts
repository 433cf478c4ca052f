// A reading that somebody adds: what an app persists, what a data file holds, what the control page or a test puts in.
import { z } from 'zod';
import { describeIssues } from '../describe-issues.js';
import { EmulatorError } from '../emulator-error.js';
import { deviceDataNamespaces, type DeviceDataNamespace } from './device-data.js';
import { deviceDataV2Namespaces, type DeviceDataV2Namespace } from './device-data-v2.js';

/** A device data point of version 1, without what the server adds. */
export interface ReadingV1 {
  /** Default 1. */
  version?: 1;
  namespace: DeviceDataNamespace;
  type: string;
  value: string;
  identifier?: string;
  units?: string;
  properties?: Record<string, unknown>;
  source?: { identifier: string; properties?: Record<string, unknown> };
  /** ISO 8601; kept as it is written, offset included. */
  startDate?: string;
  observationDate?: string;
}

/** A device data point of version 2, without what the server adds. */
export interface ReadingV2 {
  version: 2;
  namespace: DeviceDataV2Namespace;
  type: string;
  value: string;
  identifier?: string;
  units?: string;
  properties?: Record<string, string>;
  dataSource?: Record<string, string>;
  /** ISO 8601. Default: `observationDate`. */
  startDate?: string;
  observationDate: string;
}

/** A reading of either version. */
export type Reading = ReadingV1 | ReadingV2;

/** A reading and whose it is. */
export type ParticipantReading = Reading & { participantIdentifier: string };

const example =
  'For example { participantIdentifier: "MDH-1001", namespace: "Project", type: "Mood", value: "4" }.';

const text = z.string().min(1);
/** ISO 8601: a date, or a date and time. */
const isoDate = z
  .string()
  .refine((date) => /^\d{4}-\d\d-\d\d/.test(date) && !Number.isNaN(Date.parse(date)), {
    error: 'expected a date or a date and time, ISO 8601',
  });
const unknowns = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

const persistedFields = {
  type: text,
  value: z.string(),
  identifier: z.string().exactOptional(),
  units: z.string().exactOptional(),
  properties: unknowns.exactOptional(),
  source: z.object({ identifier: z.string(), properties: unknowns.exactOptional() }).exactOptional(),
  startDate: isoDate.exactOptional(),
  observationDate: isoDate.exactOptional(),
};

/** The schema of what an app may persist: the namespace is that of the project. */
export const persistedReading: z.ZodType<Omit<ReadingV1, 'version' | 'namespace'>> =
  z.object(persistedFields);

const readingV1 = z.strictObject({
  version: z.literal(1).exactOptional(),
  participantIdentifier: text,
  namespace: z.enum(deviceDataNamespaces),
  ...persistedFields,
});

const readingV2 = z.strictObject({
  version: z.literal(2),
  participantIdentifier: text,
  namespace: z.enum(deviceDataV2Namespaces),
  type: text,
  value: z.string(),
  identifier: z.string().exactOptional(),
  units: z.string().exactOptional(),
  properties: texts.exactOptional(),
  dataSource: texts.exactOptional(),
  startDate: isoDate.exactOptional(),
  observationDate: isoDate,
});

const reading: z.ZodType<ParticipantReading> = z.discriminatedUnion('version', [readingV1, readingV2]);

/** The schema of a list of readings of participants. */
export const participantReadings: z.ZodType<ParticipantReading[]> = z.array(reading);

/** Checks a list of readings that came from outside. @throws {EmulatorError} `invalid_option`, saying which and why */
export function readReadings(values: readonly unknown[]): ParticipantReading[] {
  const result = participantReadings.safeParse(values);
  if (result.success) return result.data;
  const problem = describeIssues(result.error);
  throw new EmulatorError('invalid_option', `readings: ${problem}`, example, { cause: result.error });
}

/** Checks a reading that came from outside. @throws {EmulatorError} `invalid_option`, saying which field is wrong */
export function readReading(value: unknown): ParticipantReading {
  const result = reading.safeParse(value);
  if (result.success) return result.data;
  throw new EmulatorError('invalid_option', `reading: ${describeIssues(result.error)}`, example, {
    cause: result.error,
  });
}
