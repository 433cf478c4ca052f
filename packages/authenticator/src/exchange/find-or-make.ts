// The internal ID of a participant: looked up, and made by the app where there is none.
import { AuthenticatorError } from '../authenticator-error.js';
import type { WaitUntil } from '../background.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import type { ParticipantCreation } from './participant-creation.js';
import type { ParticipantDirectory } from './participant-directory.js';

/** What comes along with a request for a participant. */
export interface FindContext {
  waitUntil?: WaitUntil | undefined;
  /** The page's, for `whenUnknown`. */
  request?: Request | undefined;
}

/** Gives the ID of a participant. @throws {AuthenticatorError} `forbidden` where there is none, also as a rejection */
export type FindOrMake = (identifier: string, context: FindContext) => MaybePromise<string>;

/** @param creation `null` where the app makes no participants */
export function createFindOrMake(
  directory: ParticipantDirectory,
  creation: ParticipantCreation | null,
): FindOrMake {
  return (identifier, { waitUntil, request }) =>
    chain(directory.find(identifier, waitUntil), (found) => {
      if (found !== null) return found;
      if (creation === null) throw unknownParticipant();
      return creation(identifier, request).then((made) => made ?? Promise.reject(unknownParticipant()));
    });
}

function unknownParticipant(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'the project has no such participant', {
    hint:
      'The identifier must be the participantIdentifier of a participant of the project of projectId, letter by ' +
      'letter. whenUnknown can make participants of users who have just signed up.',
  });
}
