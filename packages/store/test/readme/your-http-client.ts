// What the README's example imports from the app: an HTTP client with the ways of axios.
import type { TokenResponse } from '@mdh-tokens/store';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  data: TokenResponse;
}

export interface RequestConfig {
  signal: AbortSignal;
  /** Rejects where it says no. */
  validateStatus?: (status: number) => boolean;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

export const http = {
  async post(
    path: string,
    body: unknown,
    { signal, validateStatus = isSuccess }: RequestConfig,
  ): Promise<Answer> {
    const response = await fetch(new URL(path, 'https://app.example'), {
      method: 'POST',
      body: JSON.stringify(body),
      signal,
    });
    if (!validateStatus(response.status)) throw new Error(`status ${response.status}`);
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, headers, data: (await response.json()) as TokenResponse };
  },
};
