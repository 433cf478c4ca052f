// What every generator of a participant's data starts from.
import { guidFrom, type Participant } from '../participant.js';
import { createRandom, type Random } from './random.js';

/** A participant, a moment, and a source of choices that belongs to both. */
export interface Scene {
  participant: Participant;
  /** The moment up to which the participant's history was made up, epoch milliseconds. */
  now: number;
  /** The date that the server believes in now, epoch milliseconds. */
  clock(): number;
  /** The fields by which most records name their owner. */
  owner: { participantID: string; participantIdentifier: string };
  random(topic: string): Random;
  /** A GUID that is always the same for the same name. */
  guid(name: string): string;
  /** The same for many instants under one name, without a hash for each. */
  guids(name: string): (at: number) => string;
}

export const minuteMs = 60_000;
export const hourMs: number = 60 * minuteMs;
export const dayMs: number = 24 * hourMs;

/** The scene of one participant. */
export function createScene(seed: number, participant: Participant, clock: () => number, now: number): Scene {
  return {
    participant,
    now,
    clock,
    owner: { participantID: participant.id, participantIdentifier: participant.participantIdentifier },
    random: (topic) => createRandom(`${seed}:${participant.id}:${topic}`),
    guid: (name) => guidFrom(`${seed}:${participant.id}:${name}`),
    guids(name) {
      const start = guidFrom(`${seed}:${participant.id}:${name}`).slice(0, 24);
      return (at) => `${start}${at.toString(16).padStart(12, '0')}`;
    },
  };
}

/** ISO 8601 with an offset, to the second. */
export function toIso(at: number, offset = '+00:00'): string {
  return `${new Date(at + offsetMs(offset)).toISOString().slice(0, 19)}${offset}`;
}

/** The offset of `±hh:mm` in milliseconds. */
export function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteMs;
  return sign === '-' ? -size : size;
}

/** The participant's offset from UTC, as in the demographics. */
export function offsetOf(participant: Participant): string {
  const offset = participant.demographics['utcOffset'] ?? '';
  return /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+00:00';
}
