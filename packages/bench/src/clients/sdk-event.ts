// The SDK supplied by its own event, as its documentation shows.
import { apiBaseUrl } from '../token-server/addresses.js';
import type { Client } from './client.js';
import { fetchToken } from './fetch-token.js';

export const sdkEvent: Client = {
  name: 'n2',
  title: "by hand: `sdk.on('tokenWillExpire')`",
  signsIn: false,
  isMounted: true,
  async load() {
    const { MyDataHelps } = await import('@careevolution/mydatahelps-js');
    return () => {
      const sdk = new MyDataHelps();
      async function refresh(): Promise<void> {
        sdk.setParticipantAccessToken(await fetchToken(), apiBaseUrl);
      }
      return {
        start() {
          sdk.on('tokenWillExpire', () => void refresh());
          return refresh();
        },
        callApi: () => sdk.getParticipantInfo(),
      };
    };
  },
};
