// A request that was refused with 401: whether it is sent once more, with what, and how often new tokens are fetched for it.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTokenStore } from '../../src/index.js';
import { outcomeOf } from './outcome.js';
import { active, baseUrl, type World } from './sdk-world.js';
import { serverSession } from './server-session.js';
import { minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

const participantUrl = `${baseUrl}api/v1/delegated/participant`;

useVirtualTime();

/** A page that has had its token for a while: the floor between two calls is behind it. */
async function settled(): Promise<World> {
  const world = await active(3600);
  await pass(seconds(1));
  return world;
}

const statuses = ({ apiRequests }: World) => apiRequests.map(({ status }) => status);

describe('a request that is refused', () => {
  it('is not sent again with the token that was refused', async () => {
    const world = await settled();
    world.refusePath = () => true;
    void world.store.fetch(participantUrl);
    await pass(500);
    expect(statuses(world)).toEqual([401, 401]);
    // Too soon after the first one to be have another token.
    const second = outcomeOf(world.store.fetch(participantUrl).then(({ status }) => status));
    await pass(seconds(1));
    expect(second.is).toBe(401);
    expect(statuses(world)).toEqual([401, 401, 401]);
  });

  it.each<[string, () => Request, number[]]>([
    [
      'with a body is not sent again',
      () => new Request(participantUrl, { method: 'PUT', body: '{}' }),
      [401],
    ],
    ['without one is', () => new Request(participantUrl), [401, 200]],
  ])('as a Request %s', async (_name, request, expected) => {
    const world = await settled();
    world.revoke();
    const outcome = outcomeOf(world.store.fetch(request()).then(({ status }) => status));
    await pass(seconds(3));
    expect(statuses(world)).toEqual(expected);
    expect(outcome.is).toBe(expected.at(-1));
  });

  it('is not sent as the next participant, even where the account is switched as the new token arrives', async () => {
    const sent: (string | null)[] = [];
    vi.stubGlobal('fetch', async (request: Request) => {
      sent.push(request.headers.get('authorization'));
      return new Response('', { status: sent.length === 1 ? 401 : 200 });
    });
    const session = serverSession();
    const store = createTokenStore({ authenticator: session.authenticator, baseUrl });
    onTestFinished(() => store.stop());
    void store.start();
    await pass(seconds(2));
    store.on('token', ({ generation }) => {
      if (generation !== 2) return;
      store.stop();
      session.participant = 'bob';
      void store.start();
    });
    const outcome = outcomeOf(
      store.fetch(participantUrl, { method: 'PUT', body: '{}' }).then(({ status }) => status),
    );
    await pass(seconds(5));
    expect(store.peek()).toMatch(/^bob/);
    expect(sent).toEqual(['Bearer ada-1']);
    expect(outcome.is).toBe(401);
  });
});

describe('new tokens for refused ones', () => {
  it('are fetched at once, again and again, as long as the API takes them', async () => {
    const world = await settled();
    const outcomes = [];
    for (let n = 0; n < 6; n++) {
      world.revoke();
      outcomes.push(outcomeOf(world.sdk.getParticipantInfo()));
      await pass(seconds(3));
    }
    expect(outcomes.map(({ is }) => is)).toEqual(
      Array(6).fill(expect.objectContaining({ participantID: 'p-1' })),
    );
    expect(world.reasons).toEqual(['start', ...Array<string>(6).fill('rejected')]);
  });

  it('come further and further apart, and after a quiet minute as soon as at first', async () => {
    const world = await settled();
    const refuse = () => world.store.invalidate(world.store.peek()!);
    const refreshes = () => world.reasons.filter((reason) => reason === 'rejected').length;
    for (let n = 0; n < 20; n++) {
      refuse();
      await pass(seconds(3));
    }
    // Those of the seconds 0, 3, 6, 12, 21 and 39.
    expect(refreshes()).toBe(6);
    await pass(minutes(3));
    for (let n = 0; n < 3; n++) {
      refuse();
      await pass(seconds(3));
    }
    expect(refreshes()).toBe(9);
  });
});
