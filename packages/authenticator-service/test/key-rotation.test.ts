// The README's procedure for a new private key, with a page that is open all the while.
import { generateKeyPairSync, verify } from 'node:crypto';
import { createTokenStore } from '@mdh-tokens/store';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  grantEverything,
  sendJson,
  startIdentityServer,
  type Respond,
} from '../../authenticator/test/identity-server.js';
import { startIdentityProvider } from './identity-provider.js';
import { environmentFor, startProcess } from './service-process.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 120_000 });

interface KeyPair {
  publicKey: string;
  privateKey: string;
}

const makeKeyPair = (): KeyPair =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

/** An identity server that knows the keys of the service account which are in Designer at the moment. */
async function startDesigner() {
  const keys = new Set<KeyPair>();
  const isSigned = (assertion: string): boolean => {
    const [head, payload, signature = ''] = assertion.split('.');
    const signed = Buffer.from(`${head}.${payload}`);
    return [...keys].some(({ publicKey }) =>
      verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url')),
    );
  };
  const respond: Respond = (request, response, count) => {
    const assertion = request.form.get('client_assertion');
    if (assertion === null || isSigned(assertion)) grantEverything(request, response, count);
    else sendJson(response, 400, { error: 'invalid_client' });
  };
  return { keys, identity: await startIdentityServer(respond) };
}

/** A page whose calls go to whichever process a balancer has in use. */
function openPage(balancer: { url: string }, sign: () => Promise<string>) {
  const store = createTokenStore({
    authenticator: async ({ signal, reason }) =>
      fetch(balancer.url, {
        method: 'POST',
        signal,
        headers: { authorization: `Bearer ${await sign()}` },
        body: JSON.stringify({ reason }),
      }),
  });
  onTestFinished(() => store.stop());
  const left: string[] = [];
  store.on('signed-out', () => left.push('signed-out'));
  store.on('failed', () => left.push('failed'));
  return { store, left };
}

async function startReady(env: Record<string, string>) {
  const service = await startProcess(env);
  await expect.poll(async () => (await service.management('/readyz')).status, { timeout: 30_000 }).toBe(200);
  return service;
}

test('a page stays signed in through a rotation of keys, one process after the other', async () => {
  const [{ keys, identity }, provider] = await Promise.all([startDesigner(), startIdentityProvider()]);
  const [oldKey, newKey] = [makeKeyPair(), makeKeyPair()];
  const env = {
    ...environmentFor(identity.url, provider),
    MDH_SUBJECT_KEY: 'the same from the first day, everywhere',
  };
  const withOld = { ...env, MDH_PRIVATE_KEY: oldKey.privateKey };
  const withNew = { ...env, MDH_PRIVATE_KEY: newKey.privateKey };
  keys.add(oldKey);
  const [first, second] = await Promise.all([startReady(withOld), startReady(withOld)]);
  const balancer = { url: first.url };
  const { store, left } = openPage(balancer, () => provider.sign());
  await store.start();

  keys.add(newKey);
  balancer.url = second.url;
  first.child.kill('SIGTERM');
  const third = await startReady(withNew);
  await store.refresh();
  balancer.url = third.url;
  second.child.kill('SIGTERM');
  const fourth = await startReady(withNew);
  keys.delete(oldKey);
  for (const { url } of [third, fourth]) {
    balancer.url = url;
    await store.refresh();
    expect(store.state).toMatchObject({ status: 'active' });
  }
  expect(left).toEqual([]);
});

test('without a subject key the page takes the new key for another user, unless it is given the old key as one', async () => {
  const [{ keys, identity }, provider] = await Promise.all([startDesigner(), startIdentityProvider()]);
  const [oldKey, newKey] = [makeKeyPair(), makeKeyPair()];
  keys.add(oldKey).add(newKey);
  const env = environmentFor(identity.url, provider);
  const [before, careless, careful] = await Promise.all([
    startReady({ ...env, MDH_PRIVATE_KEY: oldKey.privateKey }),
    startReady({ ...env, MDH_PRIVATE_KEY: newKey.privateKey }),
    startReady({ ...env, MDH_PRIVATE_KEY: newKey.privateKey, MDH_SUBJECT_KEY: oldKey.privateKey }),
  ]);
  const balancer = { url: before.url };
  const { store, left } = openPage(balancer, () => provider.sign());
  await store.start();
  balancer.url = careful.url;
  await store.refresh();
  expect(left).toEqual([]);
  balancer.url = careless.url;
  await expect(store.refresh()).rejects.toMatchObject({ code: 'participant_changed' });
  expect(left).toEqual(['signed-out']);
});
