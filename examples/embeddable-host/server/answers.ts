// What this server answers the page with, apart from tokens.

/** `GET /demo/settings` */
export interface DemoSettings {
  /** Where the SDK finds MyDataHelps, with a slash at its end. */
  baseUrl: string;
  /** Life of the tokens issued from now on. */
  tokenLifetimeSeconds: number;
  authenticatorFails: boolean;
  participants: { identifier: string; name: string }[];
}

/** `GET`, `POST` and `DELETE /session` */
export type SessionAnswer = { signedIn: false } | ({ signedIn: true } & SignedInSession);

/** Who is signed in. */
export interface SignedInSession {
  /** The project's identifier of the participant. */
  participantIdentifier: string;
  /** A random name of this session: it opens nothing, it only tells sessions apart. */
  key: string;
}
