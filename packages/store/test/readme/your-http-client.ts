// What the README's example imports from the app: an HTTP client with its own ways.
import type { TokenResponse } from '@mdh-tokens/store';

export const http = {
  async post(
    path: string,
    body: unknown,
    { signal }: { signal: AbortSignal },
  ): Promise<{ status: number; data: TokenResponse }> {
    const response = await fetch(new URL(path, 'https://app.example'), {
      method: 'POST',
      body: JSON.stringify(body),
      signal,
    });
    return { status: response.status, data: (await response.json()) as TokenResponse };
  },
};
