// The scenarios in WebKit.
import { describeEngine } from './describe-engine.js';

describeEngine('webkit');
