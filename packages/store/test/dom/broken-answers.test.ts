// Answers that cannot be understood, among answers that say "not now".
import { describe, expect, it } from 'vitest';
import { createWorld, type Answer } from './sdk-world.js';
import { minutes, pass, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const loginPage: Answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html>' };
const down: Answer = { status: 503 };
const unreachable: Answer = { unreachable: true };

describe('three tries', () => {
  it.each<[string, Answer]>([
    ['503', down],
    ['a network error', unreachable],
  ])('are three in a row: %s in between begins the count anew', async (_name, passing) => {
    const world = createWorld(600);
    const answers = [loginPage, loginPage, passing, loginPage, loginPage, passing];
    world.answer = (call) => answers[call - 1] ?? { token: true };
    void world.store.start();
    await pass(minutes(3));
    expect(world.store.state.status).toBe('active');
    expect(world.authenticatorCalls).toHaveLength(7);
  });

  it('in a row end in failed, whatever came before them', async () => {
    const world = createWorld(600);
    const answers = [loginPage, loginPage, down];
    world.answer = (call) => answers[call - 1] ?? loginPage;
    void world.store.start();
    await pass(minutes(3));
    expect(world.store.state.status).toBe('failed');
    expect(world.authenticatorCalls).toHaveLength(6);
  });
});
