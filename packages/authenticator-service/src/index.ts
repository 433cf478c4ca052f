// @mdh-tokens/authenticator-service: the stand-alone service's parts, for those who run their own.
export { createBearerParticipant } from './service/bearer-participant.js';
export type { BearerParticipant, BearerParticipantOptions } from './service/bearer-participant.js';
