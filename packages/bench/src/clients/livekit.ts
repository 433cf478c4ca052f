// LiveKit's token source.
import { tokenCalls } from './call-api.js';
import type { Client } from './client.js';
import { fetchToken } from './fetch-token.js';

export const livekit: Client = {
  name: 'livekit',
  title: '`livekit-client`, `TokenSource.custom`',
  signsIn: false,
  isMounted: false,
  async load() {
    const { TokenSource } = await import('livekit-client');
    return () => {
      const source = TokenSource.custom(async () => ({
        serverUrl: 'wss://live.example',
        participantToken: (await fetchToken()).access_token,
      }));
      return {
        // It fetches for who asks.
        start() {},
        ...tokenCalls(
          () => source.fetch({}),
          ({ participantToken }) => participantToken,
        ),
      };
    };
  },
};
