// The page's requests to the app's own server.
import type { AuthenticatorFault, DemoSettings, SessionAnswer } from '../server/answers.js';

/** The app's own server, as the page uses it. Every request rejects with a sentence for the visitor. */
export interface DemoServer {
  settings(): Promise<DemoSettings>;
  session(): Promise<SessionAnswer>;
  signIn(participantIdentifier: string): Promise<SessionAnswer>;
  signOut(): Promise<SessionAnswer>;
  setTokenLifetime(seconds: number): Promise<void>;
  /** `null`: the authenticator works again. */
  breakAuthenticator(fault: AuthenticatorFault | null): Promise<void>;
  revokeToken(): Promise<void>;
}

/** `request` is the `fetch` to use: the one of before the panel takes the page offline. */
export function createDemoServer(request: typeof fetch): DemoServer {
  const ask = async <Answer>(
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Answer> => {
    const response = await request(path, {
      method,
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`The demo's server answered ${response.status} to ${method} ${path}.`);
    return (await response.json()) as Answer;
  };

  return {
    settings: () => ask('GET', '/demo/settings'),
    session: () => ask('GET', '/session'),
    signIn: (participantIdentifier) => ask('POST', '/session', { participantIdentifier }),
    signOut: () => ask('DELETE', '/session', undefined, AbortSignal.timeout(5_000)),
    setTokenLifetime: (seconds) => ask('PUT', '/demo/token-lifetime', { seconds }),
    breakAuthenticator: (fault) => ask('PUT', '/demo/authenticator', { fault }),
    revokeToken: () => ask('POST', '/demo/revocation'),
  };
}
