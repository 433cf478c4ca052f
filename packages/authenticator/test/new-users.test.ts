// The README's example for new users, from a page to the participant API, with the emulator as MyDataHelps.
import type { Emulator } from '@mdh-tokens/emulator';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Authenticator } from '../src/index.js';
import { issuedTo, startEmulator, stubEnvironment } from './emulated-exchange.js';

let emulator: Emulator;
let authenticator: Authenticator;

/** The example reads the environment when it is loaded. */
beforeEach(async () => {
  emulator = await startEmulator();
  stubEnvironment(emulator);
  vi.resetModules();
  ({ authenticator } = await import('./examples/new-users.js'));
});

function ask(session: string): Promise<Response> {
  const headers = { cookie: `session=${session}` };
  return authenticator.fetch(new Request('https://app.test/', { method: 'POST', headers }));
}

const named = (identifier: string) =>
  emulator.participants.filter(({ participantIdentifier }) => participantIdentifier === identifier);

test('a user whom the project does not know is made a participant, and gets a token that the API takes', async () => {
  expect(named('alice')).toEqual([]);
  const answer = await ask('alice');
  expect(answer.status).toBe(200);
  const { access_token } = (await answer.json()) as { access_token: string };
  const [alice] = named('alice');
  expect(emulator.issued.at(-1)).toMatchObject({ kind: 'participant', participantId: alice?.id });
  const self = await fetch(`${emulator.url}api/v1/delegated/participant`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  expect(await self.json()).toMatchObject({ participantID: alice?.id, participantIdentifier: 'alice' });
});

test('many requests of a new user make one participant, and cost one token', async () => {
  const before = emulator.participants.length;
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('alice')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(emulator.participants).toHaveLength(before + 1);
  expect(issuedTo(emulator, 'participant')).toHaveLength(1);
});

test('a user who is a participant already stays the one that there is', async () => {
  const before = emulator.participants.map(({ id }) => id);
  const [known] = emulator.participants;
  expect((await ask(known?.participantIdentifier ?? '')).status).toBe(200);
  expect(emulator.participants.map(({ id }) => id)).toEqual(before);
  expect(emulator.issued.at(-1)?.participantId).toBe(known?.id);
});

test('while the administration API is in trouble nobody is made, and the page is told to try again', async () => {
  const before = emulator.participants.length;
  const { id } = emulator.faults.add({ endpoint: 'administration', effect: 'answer', status: 503 });
  const answer = await ask('alice');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ error: 'unavailable' });
  expect(emulator.participants).toHaveLength(before);
  emulator.faults.remove(id);
  expect((await ask('alice')).status).toBe(200);
  expect(emulator.participants).toHaveLength(before + 1);
});
