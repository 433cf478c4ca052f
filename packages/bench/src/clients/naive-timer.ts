// The SDK supplied by a timer: what a page writes in its first five lines.
import { apiBaseUrl } from '../token-server/addresses.js';
import type { Client } from './client.js';
import { fetchToken } from './fetch-token.js';

const bufferSeconds = 120;

export const naiveTimer: Client = {
  name: 'n1',
  title: 'by hand: `setTimeout(expires_in - 120)`, driving the SDK',
  signsIn: false,
  isMounted: true,
  async load() {
    const { MyDataHelps } = await import('@careevolution/mydatahelps-js');
    return () => {
      const sdk = new MyDataHelps();
      async function refresh(): Promise<void> {
        const token = await fetchToken();
        sdk.setParticipantAccessToken(token, apiBaseUrl);
        setTimeout(() => void refresh(), (token.expires_in - bufferSeconds) * 1000);
      }
      return { start: refresh, callApi: () => sdk.getParticipantInfo() };
    };
  },
};
