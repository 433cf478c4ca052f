// @mdh-tokens/emulator: a local MyDataHelps to develop and test against.
export { createEmulator } from './create-emulator.js';
export type { EmulatorControls } from './emulator-controls.js';
export { EmulatorError } from './emulator-error.js';
export type { EmulatorErrorCode } from './emulator-error.js';
export type { EmulatorOptions } from './emulator-options.js';
export type { Emulator } from './emulator.js';
export type { Endpoint } from './faults/endpoint.js';
export type { ActiveFault, Fault } from './faults/fault.js';
export type { Faults } from './faults/faults.js';
export type { Participant, ParticipantSeed } from './participant.js';
export type { IssuedToken, TokenFilter } from './tokens/issued-tokens.js';
export type { RateLimit } from './traffic/rate-limiter.js';
export type { ControlState, ShownToken } from './control/control-state.js';
export type { LoggedRequest } from './traffic/request-log.js';
export type { CustomApi, CustomApiCall } from './api/routes/custom-routes.js';
export type { CustomEvent, ParticipantData, StoredFile } from './population/participant-data.js';
