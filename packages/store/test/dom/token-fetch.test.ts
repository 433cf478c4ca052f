// `store.fetch`: where the token does not go, and what a 401 leads to.
import { describe, expect, it, vi } from 'vitest';
import { active, baseUrl, createWorld } from './sdk-world.js';
import { pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

describe('fetch', () => {
  it.each([
    'https://evil.example/',
    'https://mydatahelps.org.evil.example/x',
    'http://mydatahelps.org/x',
    '/local',
  ])('refuses to send it to %s', async (url) => {
    const world = await active();
    const failure = world.store.fetch(url).catch((error: unknown) => error);
    await pass(seconds(1));
    expect(await failure).toMatchObject({ code: 'invalid_option' });
    expect(world.apiRequests).toEqual([]);
  });

  it('starts an idle store, and a 401 brings a new token there, too', async () => {
    const world = createWorld(600);
    let requests = 0;
    world.refusePath = () => (requests += 1) === 1;
    const response = world.store.fetch(`${baseUrl}api/v1/delegated/participant`);
    await pass(seconds(3));
    expect((await response).status).toBe(200);
    expect(world.reasons).toEqual(['start', 'rejected']);
  });

  it('lets the connection of a refused request go before it is sent again', async () => {
    const world = await active();
    await pass(seconds(2));
    const cancelled = vi.spyOn(ReadableStream.prototype, 'cancel');
    world.revoke();
    const response = world.store.fetch(`${baseUrl}api/v1/delegated/participant`);
    await pass(seconds(2));
    expect((await response).status).toBe(200);
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it('does not follow a redirect, unless the request says so', async () => {
    const world = await active();
    const sent: RequestRedirect[] = [];
    vi.stubGlobal('fetch', async (request: Request) => {
      sent.push(request.redirect);
      return new Response();
    });
    await world.store.fetch(`${baseUrl}api/v1/a`);
    await world.store.fetch(new Request(`${baseUrl}api/v1/b`));
    await world.store.fetch(`${baseUrl}api/v1/c`, { redirect: undefined } as unknown as RequestInit);
    await world.store.fetch(`${baseUrl}api/v1/d`, { redirect: 'follow' });
    expect(sent).toEqual(['error', 'error', 'error', 'follow']);
  });

  it('replays once after a 401, and a second refusal is the caller’s', async () => {
    const world = await active();
    await pass(seconds(2));
    world.revoke();
    const first = world.store.fetch(`${baseUrl}api/v1/delegated/devicedata`, { method: 'POST', body: '[]' });
    await pass(seconds(2));
    expect((await first).status).toBe(200);
    world.refusePath = () => true;
    const second = world.store.fetch(`${baseUrl}api/v1/delegated/participant`);
    await pass(seconds(5));
    expect((await second).status).toBe(401);
  });

  it('does not replay a body that cannot be sent twice, nor a write under custom/', async () => {
    const world = await active();
    await pass(seconds(2));
    world.revoke();
    const stream = world.store.fetch(`${baseUrl}api/v1/delegated/devicedata`, {
      method: 'POST',
      body: new ReadableStream(),
      duplex: 'half',
    } as RequestInit);
    await pass(seconds(2));
    expect((await stream).status).toBe(401);
    world.revoke();
    const custom = world.store.fetch(`${baseUrl}api/v1/delegated/custom/pay`, { method: 'POST', body: '{}' });
    await pass(seconds(2));
    expect((await custom).status).toBe(401);
    expect(world.apiRequests).toHaveLength(2);
  });
});
