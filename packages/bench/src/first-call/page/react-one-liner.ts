// A React application, by hand.
import sdk from '@careevolution/mydatahelps-js';
import { renderApp } from './render-app.js';
import { reportFirstCall } from './report-first-call.js';
import { supplyByHand } from './supply-by-hand.js';

renderApp(() => reportFirstCall(supplyByHand().then(() => sdk.getParticipantInfo())));
