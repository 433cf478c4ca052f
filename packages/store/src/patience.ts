// How long a caller waits through failures where it does not say.

/** The default of `getToken`, and what the SDK's calls and `fetch` are given. */
export const patienceSeconds = 30;
export const patienceMs = 30_000;
