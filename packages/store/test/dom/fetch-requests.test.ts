// What store.fetch sends: the app's request, and the token.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTokenStore } from '../../src/index.js';
import { baseUrl } from './sdk-world.js';
import { farEnd, pass, seconds, useVirtualTime } from './virtual-page.js';

const participantUrl = `${baseUrl}api/v1/delegated/participant`;
const write: RequestInit = { method: 'PUT', headers: { 'x-app': '1' }, body: '{"a":1}' };

useVirtualTime();

/** What reaches the API of one request through a started store. */
async function sentBy(input: RequestInfo | URL, init?: RequestInit): Promise<Request[]> {
  const sent: Request[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request);
    return new Response('{}');
  });
  const store = createTokenStore({ authenticator: farEnd(600).authenticator, baseUrl });
  onTestFinished(() => store.stop());
  void store.start();
  await pass(seconds(1));
  const response = store.fetch(input, init);
  await pass(10);
  expect((await response).status).toBe(200);
  return sent;
}

describe('fetch', () => {
  it('sends the token to the base URL, once', async () => {
    const sent = await sentBy(participantUrl);
    expect(sent.map(({ url, method }) => `${method} ${url}`)).toEqual([`GET ${participantUrl}`]);
    expect(sent[0]!.headers.get('authorization')).toBe('Bearer token-1');
  });

  it.each<[string, () => [RequestInfo | URL, RequestInit?]]>([
    ['a URL and its init', () => [new URL(participantUrl), write]],
    ['a Request', () => [new Request(participantUrl, write)]],
  ])('sends what the app gave it as %s, and nothing of it is lost', async (_name, request) => {
    const [sent] = await sentBy(...request());
    expect([sent!.method, sent!.url, await sent!.text()]).toEqual(['PUT', participantUrl, '{"a":1}']);
    expect(sent!.headers.get('x-app')).toBe('1');
    expect(sent!.headers.get('authorization')).toBe('Bearer token-1');
  });
});
