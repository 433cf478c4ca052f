// Our store, which supplies the SDK.
import { apiBaseUrl, authenticatorUrl } from '../token-server/addresses.js';
import type { Client } from './client.js';

export const store: Client = {
  name: 'mdh-tokens',
  title: '`@mdh-tokens/store`, driving the SDK',
  signsIn: false,
  isMounted: true,
  async load() {
    const { createTokenStore } = await import('@mdh-tokens/store');
    const { MyDataHelps } = await import('@careevolution/mydatahelps-js');
    return ({ hasSiblings }) => {
      const sdk = new MyDataHelps();
      const supply = createTokenStore({
        authenticator: authenticatorUrl,
        sdk,
        baseUrl: apiBaseUrl,
        ...(hasSiblings ? { share: 'session' } : {}),
      });
      return {
        start: () => supply.start(),
        stop: () => supply.stop(),
        getToken: () => supply.getToken(),
        callApi: () => sdk.getParticipantInfo(),
      };
    };
  },
};
