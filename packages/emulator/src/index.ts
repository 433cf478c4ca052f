// @mdh-tokens/emulator: a local MyDataHelps to develop and test against.
export { createEmulator } from './create-emulator.js';
export { EmulatorError } from './emulator-error.js';
export type { EmulatorErrorCode } from './emulator-error.js';
export type { EmulatorOptions } from './emulator-options.js';
export type { Emulator } from './emulator.js';
export type { Participant, ParticipantSeed } from './participant.js';
export type { IssuedToken, TokenFilter } from './token-endpoint/issued-tokens.js';
