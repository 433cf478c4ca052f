// The scenarios in Firefox.
import { describeEngine } from './describe-engine.js';

describeEngine('firefox');
