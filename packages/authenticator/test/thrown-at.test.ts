// Where an app's callback threw, as the log tells it: the place, and never a word of the message.
import { expect, test, vi } from 'vitest';
import { createAuthenticator, type TokenExchange } from '../src/index.js';

const noToken = () => Promise.reject(new Error('nobody gets this far'));
const unused: TokenExchange = { serviceToken: noToken, findParticipant: noToken, participantToken: noToken };

const causeOf = async (thrown: unknown): Promise<string> => {
  const warn = vi.fn<(fields: { cause?: string }) => void>();
  const participant = () => {
    throw thrown;
  };
  const logger = { warn, error: () => undefined };
  const { fetch } = createAuthenticator({ exchange: unused, participant, logger });
  await fetch(new Request('https://app.test/token', { method: 'POST' }));
  return warn.mock.calls[0]?.[0].cause ?? '';
};
const withStack = (message: string, ...frames: string[]): Error => {
  const error = new TypeError(message);
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
};
const app = 'participantOf (file:///app/server.js:12:5)';

test.each<[string, Error, string]>([
  ['as it is', withStack('x', app), `TypeError at ${app}`],
  [
    'without a function',
    withStack('x', 'file:///app/server.js:1:2'),
    'TypeError at file:///app/server.js:1:2',
  ],
  [
    'below the runtime',
    withStack('x', 'JSON.parse (<anonymous>)', 'f (node:buffer:1:2)', app),
    `TypeError at ${app}`,
  ],
  [
    'below this package',
    withStack('x', `f (${new URL('../src/node.ts', import.meta.url)}:1:2)`, app),
    `TypeError at ${app}`,
  ],
  [
    'on Windows',
    withStack('x', String.raw`f (C:\app\a.js:1:2)`),
    String.raw`TypeError at f (C:\app\a.js:1:2)`,
  ],
  [
    'without a query or a password',
    withStack('x', 'f (https://u:4711@a.test/m.js?t=4711:1:2)'),
    'TypeError at f (https://a.test/m.js:1:2)',
  ],
  ['not in a data URL', withStack('x', 'f (data:text/javascript,4711:1:2)'), 'TypeError'],
  [
    'below a message that looks like a frame',
    withStack('x\n    at patient (4711:1:2)', app),
    `TypeError at ${app}`,
  ],
  [
    'not where the message was changed',
    Object.assign(withStack('x\n    at patient (4711:1:2)', app), { message: 'y' }),
    'TypeError',
  ],
  ['not where there is no stack', Object.assign(new TypeError('4711'), { stack: '' }), 'TypeError'],
  [
    'in printable text',
    withStack('x', 'f\u001b[31m (file:///a.js:1:2)'),
    'TypeError at f?[31m (file:///a.js:1:2)',
  ],
])('the log says where the callback threw: %s', async (_name, error, cause) => {
  expect(await causeOf(error)).toBe(cause);
});

test('a stack without end and a cause of itself cost the log a few hundred characters', async () => {
  const error = withStack('x', `${'f'.repeat(10_000)} (file:///${'a'.repeat(10_000)}.js:1:2)`);
  expect((await causeOf(Object.assign(error, { cause: error }))).length).toBeLessThan(1500);
});
