// The network's far end: MyDataHelps, emulated, and the app's authenticator in front of it on an origin of its own.
import { createSign, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createEmulator, type ControlState, type Emulator, type IssuedToken } from '@mdh-tokens/emulator';
import { listenOn, portOf, shutDown } from './http-server.js';

export interface FarEnd {
  readonly api: Emulator;
  readonly authenticatorUrl: string;
  /** The `reason` of each call that reached the authenticator. */
  readonly calls: readonly string[];
  /** Whether the app's session is there; without it the authenticator answers 401. */
  isSignedIn: boolean;
  /** The participant's tokens, oldest first. */
  issued(): readonly IssuedToken[];
  /** How many calls reached the API with a living token, and how many with none or a dead one. */
  apiCalls(): Promise<{ good: number; refused: number }>;
  /** Makes the API refuse every participant token that is out. */
  revokeTokens(): void;
  killAuthenticator(): Promise<void>;
  /** On the port that it had. */
  restartAuthenticator(): Promise<void>;
  close(): Promise<void>;
}

export async function createFarEnd(): Promise<FarEnd> {
  const api = createEmulator({ serviceTokenLifetimeSeconds: 3600 });
  await api.listen();
  const serviceToken = await askForServiceToken(api);
  const calls: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'POST') return void response.writeHead(204).end();
    calls.push((JSON.parse(await bodyOf(request)) as { reason: string }).reason);
    if (!farEnd.isSignedIn) return endWithJson(response, 401, { error: 'unauthenticated' });
    return endWithJson(response, 200, await askForParticipantToken(api, serviceToken));
  }

  const open = (): Server =>
    createServer((request, response) => {
      answer(request, response).catch((error: Error) => response.destroy(error));
    });
  let authenticator = open();
  await listenOn(authenticator, 0);
  const port = portOf(authenticator);

  const farEnd: FarEnd = {
    api,
    authenticatorUrl: `http://localhost:${port}/token`,
    calls,
    isSignedIn: true,
    issued: () => api.issued.filter((token) => token.kind === 'participant'),
    async apiCalls() {
      const response = await fetch(`${api.url}__emulator__/state`);
      const { requestsTotal } = (await response.json()) as ControlState;
      const good = api.issued.reduce((sum, token) => sum + token.calls, 0);
      // All else that the emulator has been asked for are tokens.
      return { good, refused: requestsTotal - api.issued.length - good };
    },
    revokeTokens: () => void api.revoke({ kind: 'participant' }),
    killAuthenticator: () => shutDown(authenticator),
    async restartAuthenticator() {
      authenticator = open();
      await listenOn(authenticator, port);
    },
    async close() {
      await shutDown(authenticator);
      await api.close();
    },
  };
  return farEnd;
}

async function askForServiceToken(api: Emulator): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: api.serviceAccount,
    sub: api.serviceAccount,
    aud: api.tokenUrl,
    exp: seconds + 200,
    jti: randomUUID(),
  };
  const [header, payload] = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = createSign('RSA-SHA256').update(`${header}.${payload}`).sign(api.privateKey, 'base64url');
  const answer = await askTokenEndpoint(api, {
    scope: 'api',
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${header}.${payload}.${signature}`,
  });
  return answer.access_token;
}

async function askForParticipantToken(api: Emulator, serviceToken: string): Promise<object> {
  const { access_token, expires_in, token_type } = await askTokenEndpoint(api, {
    scope: 'api',
    grant_type: 'delegated_participant',
    participant_id: api.participants[0]!.id,
    client_id: 'MyDataHelps.DelegatedParticipant',
    client_secret: 'secret',
    token: serviceToken,
  });
  return { access_token, expires_in, token_type };
}

interface TokenEndpointAnswer {
  access_token: string;
  expires_in: number;
  token_type: string;
}

async function askTokenEndpoint(api: Emulator, fields: Record<string, string>): Promise<TokenEndpointAnswer> {
  const response = await fetch(api.tokenUrl, { method: 'POST', body: new URLSearchParams(fields) });
  if (!response.ok) throw new Error(`the token endpoint answered ${response.status}`);
  return (await response.json()) as TokenEndpointAnswer;
}

function endWithJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
