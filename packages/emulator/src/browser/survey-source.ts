// Where the survey comes from and its answers go: over the API with the participant's token, or over a survey link.

/** One question, as the emulator sends it. */
export interface SurveyStep {
  stepIdentifier: string;
  resultIdentifier: string;
  type: 'choice' | 'scale' | 'text';
  question: string;
  choices?: string[];
}

/** A survey, as the emulator sends it. */
export interface Survey {
  surveyName: string;
  surveyDisplayName: string;
  surveyDescription: string;
  steps: SurveyStep[];
}

/** Answers by `resultIdentifier`. */
export type Answers = Record<string, string[]>;

/** The survey and its answers. Both reject with a sentence for the participant. */
export interface SurveySource {
  load(): Promise<Survey>;
  send(answers: Answers): Promise<void>;
}

/** How long the page that frames us may take to hand over a token. */
const tokenTimeoutMs = 30_000;

/** The source that the address of this page names. */
export function createSurveySource(address: URL): SurveySource {
  const link = /^\/mydatahelps\/[^/]+\/surveylink\/[^/]+/.exec(address.pathname);
  if (link !== null) return sourceAt(link[0], {}, (input, init) => fetch(input, init));
  const surveyName = address.searchParams.get('surveyName') ?? '';
  const options = Object.fromEntries(
    ['event', 'editResultID'].flatMap((name) => {
      const value = address.searchParams.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  return sourceAt(`/survey/${encodeURIComponent(surveyName)}`, options, createTokenFetch());
}

function sourceAt(path: string, options: Record<string, string>, send: typeof fetch): SurveySource {
  return {
    async load() {
      const response = await send(`${path}/definition`);
      if (!response.ok) throw new Error(await problemOf(response));
      return (await response.json()) as Survey;
    },
    async send(answers) {
      const response = await send(`${path}/results`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...options, answers }),
      });
      if (!response.ok) throw new Error(await problemOf(response));
    },
  };
}

async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const message = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
  return message === '' ? `The server answered ${response.status}.` : message;
}

/** A `fetch` with the token of the page that frames us. If the token is refused, it asks once for another one. */
function createTokenFetch(): typeof fetch {
  let token: string | null = null;
  return async (input, init) => {
    const call = async (): Promise<Response> => {
      token ??= await requestToken();
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    };
    const response = await call();
    if (response.status !== 401) return response;
    token = null;
    return call();
  };
}

/** The SDK's protocol: ask the parent, which answers with the token it holds now. */
function requestToken(): Promise<string> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      window.removeEventListener('message', listener);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error('The page that shows this survey did not hand over an access token.'));
    }, tokenTimeoutMs);
    const listener = (message: MessageEvent<unknown>): void => {
      if (message.source !== window.parent) return;
      const token = readTokenMessage(message.data);
      if (token === null) return;
      finish();
      resolve(token);
    };
    window.addEventListener('message', listener);
    tellParent({ name: 'GetDelegatedAccessToken' });
  });
}

function readTokenMessage(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const { name, accessToken } = data as { name?: unknown; accessToken?: { access_token?: unknown } | null };
  if (name !== 'DelegatedAccessTokenResponse') return null;
  return typeof accessToken?.access_token === 'string' ? accessToken.access_token : null;
}

/** Posts a message to the page that frames us. The origin is not restricted, since the message holds no secret. */
export function tellParent(message: { name: string; reason?: string }): void {
  window.parent.postMessage(message, '*');
}
