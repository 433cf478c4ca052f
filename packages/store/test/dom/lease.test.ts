// `hold()`: who holds a store starts it, and who lets it go last stops it.
import { expect, it } from 'vitest';
import { createTokenStore } from '../../src/index.js';
import { farEnd, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

it('a hold that comes in the turn of the last release makes no second call', async () => {
  const far = farEnd(600);
  const store = createTokenStore({ authenticator: far.authenticator });
  store.hold()();
  const release = store.hold();
  await pass(seconds(1));
  expect([store.state.status, far.calls.length]).toEqual(['active', 1]);
  release();
  await pass(1);
  expect(store.state.status).toBe('stopped');
});

it('a hold after the last release and a stop of the app, all in one turn, starts the store again', async () => {
  const store = createTokenStore({ authenticator: farEnd(600).authenticator });
  const release = store.hold();
  await pass(seconds(1));
  // As a strict mount does: the binding's cleanup, the app's own, and both effects again.
  release();
  store.stop();
  const releaseAgain = store.hold();
  await pass(seconds(1));
  expect(store.state.status).toBe('active');
  releaseAgain();
});

it('a remount does not begin a session that the user has ended', async () => {
  const store = createTokenStore({ authenticator: farEnd(600).authenticator });
  const release = store.hold();
  await pass(seconds(1));
  release();
  store.signOut();
  const releaseAgain = store.hold();
  await pass(seconds(1));
  expect(store.state.status).toBe('signed-out');
  releaseAgain();
});
