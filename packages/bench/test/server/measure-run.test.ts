// The processes are the built ones.
import { expect, onTestFinished, test } from 'vitest';
import { measureRun } from '../../src/server/measure/measure-run.js';
import type { HandlerApi } from '../../src/server/processes/handler-process.js';
import type { IdentityApi } from '../../src/server/processes/identity-process.js';
import type { LoadApi } from '../../src/server/processes/load-process.js';
import { startProcess } from '../../src/server/processes/remote-process.js';
import type { Methods } from '../../src/server/processes/serve-parent.js';

function start<Api extends Methods<Api>>(name: string) {
  const remote = startProcess<Api>(new URL(`../../dist/server/processes/${name}.js`, import.meta.url));
  onTestFinished(() => remote.stop());
  return remote;
}

test('a run that is over before the first answer is made again, for longer', async () => {
  const delayMs = 100;
  const load = start<LoadApi>('load-process');
  const identity = start<IdentityApi>('identity-process');
  const remote = start<HandlerApi>('handler-process');
  const identityPort = await identity.call('start', delayMs, 0);
  const spec = { name: 'bare undici', participants: 1 } as const;
  const port = await remote.call('start', `http://127.0.0.1:${identityPort}/`, spec);
  const handler = { remote, port };
  const rig = {
    handlers: [handler],
    delayMs,
    identity: () => identity,
    restartIdentity: () => Promise.resolve(),
  };
  const run = await measureRun({ load, rig, handler, seconds: 0.05 });
  expect(run.requestsPerSecond).toBeGreaterThan(0);
  expect(run.upstreamCalls).toBe(1);
});
