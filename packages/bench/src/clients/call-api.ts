// The calls of a page that gets its token from the client and sends it itself.
import { apiBaseUrl } from '../token-server/addresses.js';
import type { OpenedClient } from './client.js';

/**
 * @param getToken what the client offers, as it is
 * @param read the token in what it answers; nothing where there is none that is valid
 */
export function tokenCalls<Answer>(
  getToken: () => Promise<Answer>,
  read: (answer: Answer) => string | null | undefined,
): Required<Pick<OpenedClient, 'getToken' | 'callApi'>> {
  return {
    getToken,
    async callApi() {
      const accessToken = read(await getToken()) ?? null;
      if (accessToken === null) throw new Error('no valid token');
      await callApi(accessToken);
    },
  };
}

async function callApi(accessToken: string): Promise<void> {
  const response = await fetch(`${apiBaseUrl}api/v1/delegated/participant`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (!response.ok) throw new Error(`the API answered ${response.status}`);
  await response.json();
}
