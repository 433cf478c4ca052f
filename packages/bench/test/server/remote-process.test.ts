import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../../src/server/processes/remote-process.js';

/** Of the fixture. */
interface EchoApi {
  echo(words: string, times: number): string;
  fail(): never;
  hang(): Promise<void>;
}

function start() {
  const remote = startProcess<EchoApi>(new URL('./echo-process.mjs', import.meta.url));
  onTestFinished(() => remote.stop());
  return remote;
}

test('a process answers several calls at once', async () => {
  const remote = start();
  const answers = await Promise.all([remote.call('echo', 'a', 2), remote.call('echo', 'b', 3)]);
  expect(answers).toEqual(['aa', 'bbb']);
});

test('what a method throws comes as a rejection, and the process goes on', async () => {
  const remote = start();
  await expect(remote.call('fail')).rejects.toThrow('no');
  expect(await remote.call('echo', 'a', 1)).toBe('a');
});

test('a process that is stopped leaves no call without an answer', async () => {
  const remote = start();
  const never = expect(remote.call('hang')).rejects.toThrow('ended');
  await remote.stop();
  await never;
  await expect(remote.call('echo', 'a', 1)).rejects.toThrow();
  await remote.stop();
});
