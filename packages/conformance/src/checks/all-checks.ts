// All checks, in the order in which they run. An id stays for ever; a check that is new gets a new one.
import type { CheckDefinition } from '../definition.js';
import { answerChecks } from './answer.js';
import { browserChecks } from './browser.js';
import { faultChecks } from './faults.js';
import { loadChecks } from './load.js';
import { limitChecks } from './limits.js';
import { myDataHelpsChecks } from './mydatahelps.js';
import { sessionChecks } from './session.js';
import { transportChecks } from './transport.js';

/** The limit comes last: it uses the session up for a minute. */
export const allChecks: readonly CheckDefinition[] = [
  ...transportChecks,
  ...loadChecks,
  ...answerChecks,
  ...sessionChecks,
  ...browserChecks,
  ...myDataHelpsChecks,
  ...faultChecks,
  ...limitChecks,
];
