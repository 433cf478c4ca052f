import { expect, test } from 'vitest';
import { judgeAnswer, type ReceivedAnswer } from '../../src/server/soak/judge-answer.js';

const headers = { 'cache-control': 'no-store', 'retry-after': '5' };
const token = JSON.stringify({ access_token: 'secret', expires_in: 60, token_type: 'Bearer' });
const error = (code: string): string => JSON.stringify({ error: code, error_description: 'a sentence' });

test.each<[string, ReceivedAnswer, string]>([
  ['a token', { status: 200, headers, text: token }, '200'],
  ['an outage', { status: 503, headers, text: error('unavailable') }, '503 unavailable'],
  [
    'an outage without a word of when',
    { status: 504, headers: { 'cache-control': 'no-store' }, text: error('timeout') },
    '504 timeout',
  ],
])('%s is in the contract', (_name, answer, kind) => {
  expect(judgeAnswer(answer)).toEqual({ kind, isInContract: true });
});

test.each<[string, ReceivedAnswer, string]>([
  ['a token that may be stored', { status: 200, headers: {}, text: token }, '200'],
  ['an answer without a token', { status: 200, headers, text: '{}' }, '200'],
  ['half an answer', { status: 200, headers, text: token.slice(0, 20) }, '200'],
  ['a code with another status', { status: 500, headers, text: error('unavailable') }, '500 unavailable'],
  [
    'a limit without Retry-After',
    { status: 429, headers: { 'cache-control': 'no-store' }, text: error('rate_limited') },
    '429 rate_limited',
  ],
  ['a code of somebody else', { status: 500, headers, text: error('toString') }, '500 without a code'],
  ['a page', { status: 502, headers, text: '<html>' }, '502 without a code'],
])('%s is not, and is told without the token', (_name, answer, kind) => {
  expect(judgeAnswer(answer)).toEqual({ kind, isInContract: false });
});
