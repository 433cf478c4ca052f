// A child process: times one target.
import { answerParent } from '../process/answer-parent.js';
import { nanosecondsPerCall, type Bursts } from './nanoseconds-per-call.js';
import { openTarget } from './open-target.js';
import { targets } from './targets.js';

export interface Timing extends Bursts {
  /** Its call. */
  readonly target: string;
}

const timing = JSON.parse(process.argv[2]!) as Timing;
const target = targets.find(({ call }) => call === timing.target)!;
const call = await openTarget(target.client);
answerParent(await nanosecondsPerCall(call, timing));
