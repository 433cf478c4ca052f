import { createTestStore, storeInState } from '@mdh-tokens/store/testing';
import { expect, it } from 'vitest';
import { greetingFor } from './your-component.js';

it('greets when the token is there, and asks for a sign-in when the session ends', async () => {
  const { store, clock, authenticator } = createTestStore({ lifeSeconds: 600 });
  void store.start();
  expect(greetingFor(store)).toBe('One moment …');
  await clock.advance(100);
  expect(greetingFor(store)).toBe('Welcome');
  authenticator.failWith(401);
  await clock.advance(600_000);
  expect(greetingFor(store)).toBe('Please sign in');
});

it('shows each state as it is', () => {
  expect(greetingFor(storeInState({ status: 'hosted' }))).toBe('Welcome');
});
