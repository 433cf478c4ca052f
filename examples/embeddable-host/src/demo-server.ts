// The page's requests to the app's own server.
import type { DemoSettings, SessionAnswer } from '../server/answers.js';

/** The app's own server, as the page uses it. Every request rejects with a sentence for the visitor. */
export interface DemoServer {
  settings(): Promise<DemoSettings>;
  session(): Promise<SessionAnswer>;
  signIn(participantIdentifier: string): Promise<SessionAnswer>;
  signOut(): Promise<SessionAnswer>;
  setTokenLifetime(seconds: number): Promise<void>;
  failAuthenticator(fails: boolean): Promise<void>;
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
    // A server that is silent holds nobody up who wants to go.
    signOut: () => ask('DELETE', '/session', undefined, AbortSignal.timeout(5_000)),
    setTokenLifetime: (seconds) => ask('PUT', '/demo/token-lifetime', { seconds }),
    failAuthenticator: (fails) => ask('PUT', '/demo/authenticator', { fails }),
    revokeToken: () => ask('POST', '/demo/revocation'),
  };
}
