// A page without a framework, by hand.
import sdk from '@careevolution/mydatahelps-js';
import { reportFirstCall } from './report-first-call.js';
import { supplyByHand } from './supply-by-hand.js';

reportFirstCall(supplyByHand().then(() => sdk.getParticipantInfo()));
