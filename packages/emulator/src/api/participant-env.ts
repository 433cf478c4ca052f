// What the routes of the participant API find on a request.
import type { EmulatorClock } from '../emulator-clock.js';
import type { EmulatorControls } from '../emulator-controls.js';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import type { Participant } from '../participant.js';
import type { ParticipantData } from '../population/participant-data.js';

/** What a route finds after the check of the token: the participant that it belongs to, and that participant's data. */
export interface ParticipantEnv extends EmulatorEnv {
  Variables: EmulatorEnv['Variables'] & { participant: Participant; data: ParticipantData };
}

/** What the routes need in addition. */
export interface RoutesContext {
  clock: EmulatorClock;
  /** What can be changed while the emulator runs; read for every call. */
  controls: EmulatorControls;
  /** The base URL, with a slash at its end. */
  url: () => string;
}
