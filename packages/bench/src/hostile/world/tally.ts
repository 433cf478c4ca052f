// What is counted while a scenario runs.

export interface Tally {
  apiCalls: number;
  /** API calls that the app made in vain: refused by the client, refused by the API, or not over in 30 s. */
  interrupted: number;
  /** Of these, how many were not over in 30 s. */
  hung: number;
  /** API requests that were sent with an expired token. */
  sentExpired: number;
  /** When each authenticator call was made, in milliseconds since the count began. */
  authenticatorCallsMs: number[];
  /** The most authenticator calls that were on their way at once. */
  overlap: number;
}

export function createTally(): Tally {
  return { apiCalls: 0, interrupted: 0, hung: 0, sentExpired: 0, authenticatorCallsMs: [], overlap: 0 };
}
