// Each entry in a sentence: what happened, and why.
import type { RefreshReason } from '@mdh-tokens/store';
import { formatCountdown } from '../format-duration.js';
import type { Entry } from './entry.js';

/** How an entry is coloured. */
export type Tone = 'good' | 'busy' | 'bad' | 'off';

const reasons: Readonly<Record<RefreshReason, string>> = {
  start: 'the first token is wanted',
  schedule: 'the refresh was planned for now, before the safety margin',
  demand: 'a call needs a token that lives longer',
  rejected: 'MyDataHelps refused the token',
  wake: 'the page came back, or its clock moved',
  retry: 'the last call failed',
  forced: 'the app asked for it',
};

/** Below this share of a life the planned refresh surprises people. */
const earlyShare = 0.45;

const pageWords = {
  wake: 'The page is in use again: the store looks at the clock.',
  restored: 'The browser has restored the page: who is signed in is asked anew.',
  offline: 'The browser is offline.',
  online: 'The browser is online again.',
  hint: 'The SDK says that its token nears its end: the store goes by its own clock.',
};

const appWords = {
  start: 'The app called start().',
  stop: 'The app called stop().',
  'sign-out': 'The app called signOut(): the token is dropped here and in all tabs that share.',
  refresh: 'refresh() was called.',
};

const tabsWords = {
  turn: "It is this tab's turn to call.",
  token: 'Another tab has brought a token.',
  failure: 'Another tab told of a failed call or a sign-out.',
};

/** What happened, and why. */
export function sentenceOf(entry: Entry): string {
  switch (entry.type) {
    case 'status':
      return `Status: ${entry.status}${entry.code === null ? '' : ` (${entry.code})`}.`;
    case 'token':
      return `Token ${entry.generation}${fromWords(entry.from)} is in use, good for ${formatCountdown(entry.lifeMs)}.`;
    case 'expired':
      return `Token ${entry.generation} has expired: calls wait for the next one.`;
    case 'call':
      return `Asks the authenticator: ${reasonOf(entry)}.`;
    case 'answer':
      return answerSentence(entry);
    case 'request':
      return requestSentence(entry);
    case 'refused':
      return `MyDataHelps refused token ${entry.generation} with 401.`;
    case 'page':
      return pageWords[entry.what];
    case 'app':
      return appWords[entry.what];
    case 'tabs':
      return tabsWords[entry.what];
    case 'diagnostic':
      return `Note ${entry.code}: ${entry.message}`;
    case 'mark':
      return `${entry.label}${entry.how === 'moment' ? '' : `: ${entry.how}`}`;
  }
}

/** Why a call to the authenticator left. */
function reasonOf({ reason, usedShare }: Extract<Entry, { type: 'call' }>): string {
  if (reason !== 'schedule' || usedShare === null || usedShare > earlyShare) return reasons[reason];
  return (
    'the refresh was planned for now. It is early on purpose: the first one after a start, a wake or an outage ' +
    'comes at a random moment, so that pages opened together do not call together'
  );
}

function fromWords(from: 'authenticator' | 'tab' | null): string {
  return from === null ? '' : from === 'tab' ? ' of another tab' : ' of the authenticator';
}

function answerSentence({ outcome, code, status, nextInMs }: Extract<Entry, { type: 'answer' }>): string {
  if (outcome === 'ok') return 'The authenticator answered with a token.';
  if (outcome === 'needless') return 'The answer is not needed any more: a later token is there.';
  const what = `The authenticator call failed: ${code}${status === null ? '' : `, HTTP ${status}`}.`;
  return nextInMs === null ? what : `${what} Next try in ${formatCountdown(nextInMs)}.`;
}

const outcomeWords = {
  waited: 'waited for a token and has one now',
  'no-token': 'got no token',
  answered: 'was answered',
  refused: 'was refused with 401',
  failed: 'got no answer',
};

function requestSentence(entry: Extract<Entry, { type: 'request' }>): string {
  const { via, outcome, replayed, waitedMs, tookMs } = entry;
  const who = via === 'sdk' ? 'An SDK call' : 'A call of store.fetch';
  const again = replayed ? ', sent a second time with the next token' : '';
  const waited = waitedMs >= 100 ? `, ${inSeconds(waitedMs)} of it for a token` : '';
  return `${who} ${outcomeWords[outcome]}${again} (${inSeconds(tookMs)}${waited}).`;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** How an entry is coloured. */
export function toneOf(entry: Entry): Tone {
  switch (entry.type) {
    case 'token':
      return 'good';
    case 'expired':
    case 'refused':
      return 'bad';
    case 'answer':
      return entry.outcome === 'failed' ? 'bad' : 'off';
    case 'request':
      return isFailed(entry) ? 'bad' : entry.replayed || entry.outcome === 'waited' ? 'busy' : 'off';
    case 'mark':
      return 'busy';
    default:
      return 'off';
  }
}

/** Whether a call of the SDK, or of `store.fetch`, ended badly. */
export function isFailed({ outcome }: Extract<Entry, { type: 'request' }>): boolean {
  return outcome === 'no-token' || outcome === 'refused' || outcome === 'failed';
}
