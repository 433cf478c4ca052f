// The demographics that a participant may have.
import { z } from 'zod';

const names = [
  'email',
  'mobilePhone',
  'firstName',
  'middleName',
  'lastName',
  'dateOfBirth',
  'gender',
  'preferredLanguage',
  'street1',
  'street2',
  'city',
  'state',
  'postalCode',
  'utcOffset',
  'unsubscribedFromEmails',
  'timeZone',
  'unsubscribedFromSms',
] as const;

/** Some of them, all text. */
export const someDemographics: z.ZodType<Partial<Record<(typeof names)[number], string>>> = z.partialRecord(
  z.enum(names),
  z.string(),
  { error: 'expected known demographics, all text' },
);
