// @mdh-tokens/authenticator-service: the stand-alone service's sign-in, for those who run their own server.
export { createBearerParticipant } from './sign-in/bearer-participant.js';
export type { BearerParticipant } from './sign-in/bearer-participant.js';
export type { BearerParticipantOptions } from './sign-in/bearer-options.js';
