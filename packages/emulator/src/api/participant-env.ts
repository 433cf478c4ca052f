// What the routes of the participant API find on a request.
import type { EmulatorClock } from '../emulator-clock.js';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import type { Participant } from '../participant.js';
import type { ParticipantData } from '../population/participant-data.js';

/** The surroundings behind the check of the token: the participant it belongs to, and the data. */
export interface ParticipantEnv extends EmulatorEnv {
  Variables: EmulatorEnv['Variables'] & { participant: Participant; data: ParticipantData };
}

/** What the routes need besides. */
export interface RoutesContext {
  clock: EmulatorClock;
  /** The base URL, with a slash at its end. */
  url: () => string;
}
