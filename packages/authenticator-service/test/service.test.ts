// The stand-alone service as its own process: started, asked, and stopped with a request in flight.
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { developmentKey } from '../../authenticator/test/keys.js';
import { startIdentityProvider } from './identity-provider.js';
import { environmentFor, startProcess } from './service-process.js';
import {
  grantEverything,
  onParticipantGrant,
  startIdentityServer,
} from '../../authenticator/test/identity-server.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

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
  expect(metrics).toContain('mdh_authenticator_requests_total{endpoint="page",status="200",code="ok"} 1');
  expect(metrics).toContain(
    'mdh_authenticator_requests_total{endpoint="page",status="401",code="unauthenticated"} 1',
  );
  expect(metrics).toContain('mdh_authenticator_request_duration_seconds_count{endpoint="page"} 2');
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
  // A finding is good for two seconds.
  await expect.poll(async () => (await service.management('/readyz')).status, { timeout: 20_000 }).toBe(200);
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

test('a stranger cannot fill the log', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const service = await startProcess(environmentFor(identity.url, provider));
  for (let round = 0; round < 30; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => fetch(service.url, { method: 'POST' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    await Promise.all(answers.map((answer) => answer.text()));
  }
  service.child.kill('SIGTERM');
  expect(await service.exited).toEqual([0, null]);
  expect(service.log.length).toBeLessThan(100);
  expect(service.log).toContainEqual(
    expect.objectContaining({ message: 'a bearer token was refused (more of the same)', omitted: 2_980 }),
  );
});

test('a hundred readiness checks one after the other are one call to MyDataHelps', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  identity.respond = (_request, response) => response.writeHead(503).end();
  const service = await startProcess(environmentFor(identity.url, provider));
  const since = performance.now();
  for (let count = 0; count < 100; count += 1) {
    expect((await service.management('/readyz')).status).toBe(503);
  }
  const most = 1 + Math.floor((performance.now() - since) / 2_000);
  expect(identity.received.length).toBeLessThanOrEqual(most);
});

test('quotes and line ends that an env file leaves behind are no part of a value', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const plain = environmentFor(identity.url, provider);
  const quoted = Object.entries(plain).map(([name, value]) => [name, `"${value}"\r`]);
  const service = await startProcess(Object.fromEntries(quoted) as Record<string, string>);
  const authorization = `Bearer ${await provider.sign()}`;
  expect((await fetch(service.url, { method: 'POST', headers: { authorization } })).status).toBe(200);
  const assertion = identity.received[0]?.form.get('client_assertion') ?? '';
  expect(decodeJwt(assertion)).toMatchObject({ iss: 'MyDataHelps.Test' });
});

test('with a secret and no provider it listens for the app’s server only', async () => {
  const identity = await startIdentityServer();
  const secret = 's'.repeat(32);
  const service = await startProcess({
    MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
    MDH_PRIVATE_KEY: developmentKey,
    MDH_BASE_URL: identity.url,
    INTERNAL_SECRET: secret,
    INTERNAL_PORT: '0',
    MANAGEMENT_PORT: '0',
  });
  expect(service.log[0]).not.toHaveProperty('port');
  const ask = (authorization: string) =>
    fetch(service.internalUrl, { method: 'POST', headers: { authorization }, body: '{"id":"patient-zero"}' });
  expect((await ask('Bearer wrong')).status).toBe(500);
  expect((await ask(`Bearer ${secret}`)).status).toBe(200);
  const metrics = await (await service.management('/metrics')).text();
  expect(metrics).toContain('requests_total{endpoint="internal",status="500",code="misconfigured"} 1');
  expect(metrics).toContain('requests_total{endpoint="internal",status="200",code="ok"} 1');
  expect(metrics).toContain(
    'upstream_calls_total{call="participant_token",outcome="answered",status="200"} 1',
  );
  expect(metrics).toMatch(/service_token_seconds_left 35\d\d/);
  expect(JSON.stringify(service.log)).not.toContain(secret);
});

test('a key file that everybody can read is told in the log', async () => {
  const [identity, provider] = await Promise.all([startIdentityServer(), startIdentityProvider()]);
  const folder = await mkdtemp(join(tmpdir(), 'mdh-service-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const MDH_PRIVATE_KEY_FILE = join(folder, 'key.pem');
  await writeFile(MDH_PRIVATE_KEY_FILE, developmentKey, { mode: 0o644 });
  const { MDH_PRIVATE_KEY: _key, ...env } = environmentFor(identity.url, provider);
  const service = await startProcess({ ...env, MDH_PRIVATE_KEY_FILE });
  expect(service.log[0]?.message).toBe('every user of this machine can read the file of the private key');
});
