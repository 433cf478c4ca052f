// The same page with the store.
import sdk from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';
import { baseUrl, reportFirstCall } from './report-first-call.js';

const store = createTokenStore({ authenticator: '/token', sdk, baseUrl: baseUrl() });
void store.start();
reportFirstCall(sdk.getParticipantInfo());
