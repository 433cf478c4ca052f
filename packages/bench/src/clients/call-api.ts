// The call of the API by a page that gets its token from `getToken()`.
import { apiBaseUrl } from './addresses.js';

export async function callApi(accessToken: string): Promise<void> {
  const response = await fetch(`${apiBaseUrl}api/v1/delegated/participant`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (!response.ok) throw new Error(`the API answered ${response.status}`);
  await response.json();
}

/** The two calls of a client that gives out tokens. */
export function tokenCalls(getToken: () => Promise<string>): {
  getToken(): Promise<string>;
  callApi(): Promise<void>;
} {
  return { getToken, callApi: async () => callApi(await getToken()) };
}
