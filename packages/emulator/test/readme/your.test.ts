import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { countOpenTasks } from './open-tasks.js';

let emulator: Emulator;

beforeEach(async () => {
  emulator = createEmulator();
  await emulator.listen(); // a free port; emulator.url is http://localhost:PORT/
});
afterEach(() => emulator.close());

test('counts the surveys to do', async () => {
  const { access_token } = emulator.issueToken('MDH-1001');
  emulator.dataOf('MDH-1001').surveys.tasks.length = 0;
  expect(await countOpenTasks(emulator.url, access_token)).toBe(0);
});

test('says so when the token was revoked', async () => {
  const { access_token } = emulator.issueToken('MDH-1001');
  emulator.revoke();
  await expect(countOpenTasks(emulator.url, access_token)).rejects.toThrow('survey tasks: 401');
});

test('says so when MyDataHelps is down', async () => {
  const { access_token } = emulator.issueToken('MDH-1001');
  emulator.faults.add({ effect: 'answer', endpoint: 'surveytasks', status: 503, calls: 1 });
  await expect(countOpenTasks(emulator.url, access_token)).rejects.toThrow('survey tasks: 503');
});
