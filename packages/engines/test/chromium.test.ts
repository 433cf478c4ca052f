// The scenarios in Chromium.
import { describeEngine } from './describe-engine.js';

describeEngine('chromium');
