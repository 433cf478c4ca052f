// What the README's server example imports from the app: who is signed in, by the session cookie.

export function participantOfSession(request: Request): { identifier: string } | null {
  const session = /(?:^|; )session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return session === undefined ? null : { identifier: session };
}
