// What the README's example imports from the app: an HTTP client with the ways of axios.
import type { TokenResponse } from '@mdh-tokens/store';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  data: TokenResponse;
}

export const http = {
  /** Rejects with the answer unless its status is 2xx. */
  async post(path: string, body: unknown, { signal }: { signal: AbortSignal }): Promise<Answer> {
    const response = await fetch(new URL(path, 'https://app.example'), {
      method: 'POST',
      body: JSON.stringify(body),
      signal,
    });
    const { status } = response;
    const headers = Object.fromEntries(response.headers);
    const answer = { status, headers, data: (await response.json()) as TokenResponse };
    if (response.ok) return answer;
    throw Object.assign(new Error(`status ${status}`), { response: answer });
  },
};
