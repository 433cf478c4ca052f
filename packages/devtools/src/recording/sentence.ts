// Each entry in a sentence: what happened, and why.
import type { RefreshReason } from '@mdh-tokens/store';
import { formatCountdown } from '../format-duration.js';
import type { Tone } from '../status-tone.js';
import type { Entry } from './entry.js';
import { kindOf } from './timeline.js';

type EntryOf<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

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
const early =
  '. It is early on purpose: the first one after a start, a wake or an outage comes at a random moment, so that pages ' +
  'opened together do not call together';

/** What the app, the page and the other tabs did. */
const deeds: Readonly<Record<EntryOf<'app' | 'page' | 'tabs'>['what'], string>> = {
  start: 'The app called start()',
  stop: 'The app called stop()',
  'sign-out': 'The app called signOut(): the token is dropped here and in all tabs that share',
  refresh: 'refresh() was called',
  wake: 'The page is in use again: the store looks at the clock',
  restored: 'The browser has restored the page: who is signed in is asked anew',
  offline: 'The browser is offline',
  online: 'The browser is online again',
  hint: 'The SDK says that its token nears its end: the store goes by its own clock',
  turn: "It is this tab's turn to call",
  'peer-token': 'Another tab has brought a token',
  'peer-failure': 'Another tab told of a failed call or a sign-out',
};

/** What happened, and why. */
export function sentenceOf(entry: Entry): string {
  return `${wordsOf(entry)}.`;
}

function wordsOf(entry: Entry): string {
  switch (entry.type) {
    case 'status':
      return `Status: ${entry.status}${entry.code === null ? '' : ` (${entry.code})`}`;
    case 'token': {
      const from = { authenticator: ' from the authenticator', tab: ' from another tab' };
      const whose = entry.from === null ? '' : from[entry.from];
      return `Token ${entry.generation}${whose} is in use, good for ${formatCountdown(entry.lifeMs)}`;
    }
    case 'expired':
      return `Token ${entry.generation} has expired: calls wait for the next one`;
    case 'call': {
      const isEarly = entry.reason === 'schedule' && (entry.usedShare ?? 1) < earlyShare;
      return `Asks the authenticator: ${reasons[entry.reason]}${isEarly ? early : ''}`;
    }
    case 'answer':
      return answerWords(entry);
    case 'request':
      return requestWords(entry);
    case 'refused':
      return `MyDataHelps refused token ${entry.generation} with 401`;
    case 'diagnostic':
      return `Note ${entry.code}: ${entry.message}`;
    case 'mark':
      return `${entry.label}${entry.how === 'moment' ? '' : `: ${entry.how}`}`;
    default:
      return deeds[entry.what];
  }
}

function answerWords({ outcome, code, status, nextInMs }: EntryOf<'answer'>): string {
  if (outcome === 'ok') return 'The authenticator answered with a token';
  if (outcome === 'needless') return 'The answer is not needed any more: a later token is there';
  const http = status === null ? '' : `, HTTP ${status}`;
  const next = nextInMs === null ? '' : `. Next try in ${formatCountdown(nextInMs)}`;
  return `The authenticator call failed: ${code}${http}${next}`;
}

const outcomeWords = {
  waited: 'waited for a token and has one now',
  'no-token': 'got no token',
  answered: 'was answered',
  refused: 'was refused with 401',
  failed: 'got no answer',
};

function requestWords({ via, outcome, replayed, waitedMs, tookMs }: EntryOf<'request'>): string {
  const who = via === 'sdk' ? 'An SDK call' : 'A call of store.fetch';
  const again = replayed ? ', sent a second time with the next token' : '';
  const waited = waitedMs >= 100 ? `, ${inSeconds(waitedMs)} of it for a token` : '';
  return `${who} ${outcomeWords[outcome]}${again} (${inSeconds(tookMs)}${waited})`;
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
      return ({ ok: 'off', failed: 'bad', waited: 'busy', replayed: 'busy' } as const)[kindOf(entry)];
    case 'mark':
      return 'busy';
    default:
      return 'off';
  }
}
