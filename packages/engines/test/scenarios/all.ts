// Which scenarios are run: with every `npm test`, and with `npm run engines`.
import { cutOff, redirected } from './bad-answers.js';
import { hidden, offline, restored, restoredForAnother } from './coming-back.js';
import { demo } from './demo.js';
import { framed, survey } from './frames.js';
import { oldBrowser, plainPage } from './old-browser.js';
import { refusedFetches, refusedSdkCalls } from './refused.js';
import type { Scenario } from './scenario.js';
import { clockSet, insecurePage } from './surroundings.js';
import { closedTab, eightTabs, frozenTab, heldBack, threeTabs } from './tabs.js';
import {
  beginsAgain,
  componentAsksAgain,
  firstToken,
  refreshes,
  sessionOver,
  signingOut,
} from './token-life.js';

export const fourteen: readonly Scenario[] = [
  firstToken,
  refreshes,
  refusedSdkCalls,
  refusedFetches,
  signingOut,
  threeTabs,
  closedTab,
  restored,
  offline,
  framed,
  survey,
  cutOff,
  oldBrowser,
  demo,
];

export const more: readonly Scenario[] = [
  restoredForAnother,
  redirected,
  hidden,
  sessionOver,
  beginsAgain,
  componentAsksAgain,
  eightTabs,
  frozenTab,
  heldBack,
  plainPage,
  insecurePage,
  clockSet,
];
