// Made-up people, from a seed.
import type { ParticipantSeed } from '../participant.js';
import { createRandom, type Random } from './random.js';

const firstNames = {
  F: [
    'Amara',
    'Mei',
    'Sofia',
    'Leila',
    'Hannah',
    'Priya',
    'Ingrid',
    'Rosa',
    'Naomi',
    'Aylin',
    'Grace',
    'Tala',
  ],
  M: [
    'Lucas',
    'Omar',
    'Diego',
    'Jonas',
    'Kwame',
    'Ravi',
    'Ethan',
    'Mateo',
    'Yusuf',
    'Anders',
    'Noah',
    'Kenji',
  ],
} as const;

const lastNames = [
  'Okafor',
  'Tanaka',
  'Lindqvist',
  'Haddad',
  'Moreau',
  'Delgado',
  'Whitfield',
  'Nair',
  'Castellano',
  'Bergstrom',
  'Osei',
  'Kowalski',
  'Reyes',
  'Abernathy',
  'Yilmaz',
  'Sorensen',
  'Mbeki',
  'Vargas',
  'Hartmann',
  'Ito',
] as const;

const places = [
  { city: 'Ann Arbor', state: 'MI', postalCode: '48104', timeZone: 'America/Detroit', utcOffset: '-05:00' },
  { city: 'Madison', state: 'WI', postalCode: '53703', timeZone: 'America/Chicago', utcOffset: '-06:00' },
  { city: 'Boulder', state: 'CO', postalCode: '80302', timeZone: 'America/Denver', utcOffset: '-07:00' },
  { city: 'Oakland', state: 'CA', postalCode: '94607', timeZone: 'America/Los_Angeles', utcOffset: '-08:00' },
] as const;

const streets = ['Maple Street', 'Huron Avenue', 'Lakeview Drive', 'Second Street', 'Orchard Lane'] as const;

/** So many people, `MDH-1001` and on. The same seed gives the same people; names repeat only when they run out. */
export function generatePeople(seed: number, count: number): ParticipantSeed[] {
  const order = createRandom(`${seed}:names`);
  const names = {
    F: order.shuffle(firstNames.F),
    M: order.shuffle(firstNames.M),
    last: order.shuffle(lastNames),
  };
  return Array.from({ length: count }, (_, index) => {
    const participantIdentifier = `MDH-${1001 + index}`;
    const random = createRandom(`${seed}:person:${participantIdentifier}`);
    const gender = random.pick(['F', 'M'] as const);
    const name = { firstName: nth(names[gender], index), lastName: nth(names.last, index) };
    return person(participantIdentifier, { gender, ...name }, random);
  });
}

function nth(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

function person(
  participantIdentifier: string,
  { gender, firstName, lastName }: { gender: 'F' | 'M'; firstName: string; lastName: string },
  random: Random,
): ParticipantSeed {
  const { city, state, postalCode, timeZone, utcOffset } = random.pick(places);
  const number = participantIdentifier.slice(-4);
  return {
    participantIdentifier,
    secondaryIdentifier: `SITE-${random.int(1, 4)}-${number}`,
    demographics: {
      email: `${firstName}.${lastName}.${number}@example.org`.toLowerCase(),
      mobilePhone: `+1555010${random.int(1000, 9999)}`,
      firstName,
      middleName: random.pick(['A.', 'B.', 'J.', 'M.', 'R.']),
      lastName,
      dateOfBirth: `${random.int(1948, 2001)}-${twoDigits(random.int(1, 12))}-${twoDigits(random.int(1, 28))}`,
      gender,
      preferredLanguage: random.chance(0.85) ? 'en' : 'es',
      street1: `${random.int(12, 980)} ${random.pick(streets)}`,
      street2: '',
      city,
      state,
      postalCode,
      utcOffset,
      unsubscribedFromEmails: String(random.chance(0.1)),
      timeZone,
      unsubscribedFromSms: String(random.chance(0.2)),
    },
    customFields: { studyArm: random.pick(['A', 'B']), cohort: random.pick(['Spring', 'Autumn']) },
    enrollmentDate: `2026-0${random.int(1, 6)}-${twoDigits(random.int(1, 28))}T15:00:00+00:00`,
  };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
