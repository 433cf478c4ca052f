// What this server answers the page with, apart from tokens.

/** `GET /demo/settings` */
export interface DemoSettings {
  /** Where the SDK finds MyDataHelps, with a slash at its end. */
  baseUrl: string;
  /** Life of the tokens issued from now on. */
  tokenLifetimeSeconds: number;
  /** What the authenticator does instead of its work; `null`: its work. */
  authenticatorFault: AuthenticatorFault | null;
  /** The emulator's own page. */
  emulatorPage: string;
  /** The same demo under another name of this machine, where somebody else can be signed in. */
  besideUrl: string;
  participants: { identifier: string; name: string }[];
}

/** The faults that the demo can put in front of its authenticator. */
export const authenticatorFaults = ['unavailable', 'never-answers', 'not-found', 'no-participant'] as const;

export type AuthenticatorFault = (typeof authenticatorFaults)[number];

/** `GET`, `POST` and `DELETE /session` */
export type SessionAnswer = { signedIn: false } | ({ signedIn: true } & SignedInSession);

/** Who is signed in. */
export interface SignedInSession {
  /** The project's identifier of the participant. */
  participantIdentifier: string;
  /** A random name of this session: it opens nothing, it only tells sessions apart. */
  key: string;
}
