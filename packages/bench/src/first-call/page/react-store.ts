// The same React application with the store.
import sdk from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';
import { renderApp } from './render-app.js';
import { baseUrl, reportFirstCall } from './report-first-call.js';

const store = createTokenStore({ authenticator: '/token', sdk, baseUrl: baseUrl() });
renderApp(() => {
  store.hold();
  reportFirstCall(sdk.getParticipantInfo());
});
