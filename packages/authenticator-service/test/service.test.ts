// The stand-alone service as its own process: started, asked, and stopped with a request in flight.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.js';
import {
  grantEverything,
  onParticipantGrant,
  startIdentityServer,
} from '../../authenticator/test/identity-server.js';
import { developmentKey } from '../../authenticator/test/keys.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

interface LogLine {
  message: string;
  port?: number;
  managementPort?: number;
}

async function startProcess(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bin/mdh-authenticator.js'), 'serve'], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const log: LogLine[] = [];
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  const lines = createInterface(child.stdout);
  const until = (message: string) =>
    new Promise<LogLine>((resolve, reject) => {
      const known = log.find((line) => line.message === message);
      if (known !== undefined) return resolve(known);
      const look = (text: string): void => {
        const line = JSON.parse(text) as LogLine;
        if (line.message !== message) return;
        lines.off('line', look);
        resolve(line);
      };
      lines.on('line', look);
      void exited.then(() => reject(new Error(`ended before "${message}": ${errors.join('\n')}`)));
    });
  lines.on('line', (line) => log.push(JSON.parse(line) as LogLine));
  const { port, managementPort } = await until('the authenticator listens');
  return {
    child,
    exited,
    log,
    errors,
    until,
    url: `http://127.0.0.1:${port}/token`,
    management: (path: string) => fetch(`http://127.0.0.1:${managementPort}${path}`),
  };
}

function environmentFor(identityUrl: string, provider: IdentityProvider): Record<string, string> {
  return {
    MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
    MDH_PRIVATE_KEY: developmentKey.replaceAll('\n', String.raw`\n`),
    MDH_BASE_URL: identityUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    JWT_JWKS_URL: provider.jwksUrl,
    JWT_ISSUER: provider.issuer,
    JWT_AUDIENCE: 'app',
    JWT_CLAIM_IS: 'id',
  };
}

test('answers a signed-in caller, tells its health, and counts', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const service = await startProcess(environmentFor(identity.url, provider));
  expect((await service.management('/healthz')).status).toBe(200);
  expect((await service.management('/readyz')).status).toBe(200);
  const authorization = `Bearer ${await provider.sign({ sub: 'patient-zero' })}`;
  const answer = await fetch(service.url, { method: 'POST', headers: { authorization } });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ access_token: 'participant-2', expires_in: 3600 });
  expect(identity.received.at(-1)?.form.get('participant_id')).toBe('patient-zero');
  const nobody = await fetch(service.url, { method: 'POST' });
  expect(nobody.status).toBe(401);
  expect(await nobody.json()).toEqual({
    error: 'unauthenticated',
    error_description: 'nobody is signed in',
  });
  const metrics = await (await service.management('/metrics')).text();
  expect(metrics).toContain('mdh_authenticator_requests_total{status="200"} 1');
  expect(metrics).toContain('mdh_authenticator_requests_total{status="401"} 1');
  expect(metrics).toContain('mdh_authenticator_request_duration_seconds_count 2');
  expect(metrics).not.toContain('patient-zero');
  const everything = JSON.stringify(service.log) + service.errors.join('\n');
  expect(everything).toContain('says why');
  // There is none that the operator of a service could look at.
  expect(everything).not.toContain('callback');
  expect(everything).not.toMatch(/patient-zero|service-1|participant-2|PRIVATE|Bearer/);
});

test.each([
  ['60', 10],
  ['60\r', 10],
  [' ', 10],
  ['0', 0],
])('RATE_LIMIT_PER_MINUTE=%j refuses %i of 70 requests of one caller', async (perMinute, refused) => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const environment = { ...environmentFor(identity.url, provider), RATE_LIMIT_PER_MINUTE: perMinute };
  const service = await startProcess(environment);
  const authorization = `Bearer ${await provider.sign()}`;
  const ask = () => fetch(service.url, { method: 'POST', headers: { authorization } });
  const answers = await Promise.all(Array.from({ length: 70 }, ask));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(refused);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(70 - refused);
});

test('is not ready while MyDataHelps cannot be reached', async () => {
  const provider = await startIdentityProvider();
  const service = await startProcess(environmentFor('http://127.0.0.1:9/', provider));
  expect((await service.management('/healthz')).status).toBe(200);
  const ready = await service.management('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ status: 'not ready', reason: 'unavailable' });
});

test('is not ready while the key set cannot be had, and says so once', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  provider.status = 500;
  const service = await startProcess(environmentFor(identity.url, provider));
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await service.management('/readyz')).status).toBe(503);
  }
  const told = await service.until('the authenticator is not ready');
  expect(told).toMatchObject({
    code: 'unavailable',
    hint: expect.stringContaining('JWT_JWKS_URL') as string,
  });
  provider.status = 200;
  expect((await service.management('/readyz')).status).toBe(200);
  expect(service.log.filter(({ message }) => message === told.message)).toHaveLength(1);
});

test('finishes what is in flight when it is told to stop, takes nothing new, and exits with 0', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  let release: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    identity.respond = onParticipantGrant((...call) => {
      release = () => grantEverything(...call);
      resolve();
    });
  });
  const service = await startProcess(environmentFor(identity.url, provider));
  const authorization = `Bearer ${await provider.sign()}`;
  const slow = fetch(service.url, { method: 'POST', headers: { authorization } });
  await arrived;
  service.child.kill('SIGTERM');
  await service.until('the authenticator stops');
  await expect(fetch(service.url, { method: 'POST', headers: { authorization } })).rejects.toThrow();
  expect((await service.management('/readyz')).status).toBe(503);
  release();
  const answer = await slow;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('connection')).toBe('close');
  expect(await service.exited).toEqual([0, null]);
  expect(service.log.at(-1)?.message).toBe('the authenticator has stopped');
});

test('answers what comes on a new connection at the moment of the stop', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const service = await startProcess(environmentFor(identity.url, provider));
  const connection = connect(Number(new URL(service.url).port), '127.0.0.1');
  onTestFinished(() => void connection.destroy());
  await once(connection, 'connect');
  // Connections are taken in their order: the service has seen this one by now.
  expect((await fetch(service.url, { method: 'POST' })).status).toBe(401);
  service.child.kill('SIGTERM');
  connection.write('POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n');
  const [answer] = (await once(connection, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
  expect(await service.exited).toEqual([0, null]);
});

test('does not wait for connections on which nobody has asked anything', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const service = await startProcess({ ...environmentFor(identity.url, provider), SHUTDOWN_SECONDS: '300' });
  const silent = connect(Number(new URL(service.url).port), '127.0.0.1');
  onTestFinished(() => void silent.destroy());
  await once(silent, 'connect');
  // Connections are taken in their order: the service has seen the silent one by now.
  expect((await fetch(service.url, { method: 'POST' })).status).toBe(401);
  service.child.kill('SIGTERM');
  expect(await service.exited).toEqual([0, null]);
});
