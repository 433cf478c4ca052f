// The sessions a run may have, by the names of their flags and variables.
export const sessionRoles = [
  'session',
  'other-session',
  'expired-session',
  'session-without-participant',
] as const;

export type SessionRole = (typeof sessionRoles)[number];

/** The environment's names: a Cookie header, and an Authorization header. */
export const sessionVariables: Readonly<Record<SessionRole, { cookie: string; authorization: string }>> = {
  session: { cookie: 'MDH_SESSION', authorization: 'MDH_AUTHORIZATION' },
  'other-session': { cookie: 'MDH_OTHER_SESSION', authorization: 'MDH_OTHER_AUTHORIZATION' },
  'expired-session': { cookie: 'MDH_EXPIRED_SESSION', authorization: 'MDH_EXPIRED_AUTHORIZATION' },
  'session-without-participant': {
    cookie: 'MDH_SESSION_WITHOUT_PARTICIPANT',
    authorization: 'MDH_AUTHORIZATION_WITHOUT_PARTICIPANT',
  },
};
