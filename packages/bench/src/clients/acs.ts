// Azure Communication Services' credential.
import { tokenCalls } from './call-api.js';
import type { Client } from './client.js';
import { fetchToken } from './fetch-token.js';

export const acs: Client = {
  name: 'acs',
  title: '`@azure/communication-common`, `refreshProactively`',
  signsIn: false,
  isMounted: false,
  async load() {
    const { AzureCommunicationTokenCredential } = await import('@azure/communication-common');
    return () => {
      const credential = new AzureCommunicationTokenCredential({
        tokenRefresher: async () => (await fetchToken()).access_token,
        refreshProactively: true,
      });
      const getToken = () => credential.getToken();
      return { start: getToken, ...tokenCalls(getToken, ({ token }) => token) };
    };
  },
};
