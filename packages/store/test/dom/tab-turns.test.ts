// Whose turn it is to call among tabs that share, and what becomes of a tab that misses something.
import { describe, expect, it, vi } from 'vitest';
import { TokenError, type TokenSource, type TokenStore } from '../../src/index.js';
import { drawAlways, latestDraw } from './chance.js';
import { outcomeOf } from './outcome.js';
import { farEnd, pass, seconds, type Far } from './virtual-page.js';
import { useVirtualTabs } from './virtual-tabs.js';

const browser = useVirtualTabs();

function openTab(authenticator: TokenSource, timeoutSeconds?: number): TokenStore {
  const timeout = timeoutSeconds === undefined ? {} : { timeoutSeconds };
  const tab = browser.open({ authenticator, share: 'session-1', ...timeout });
  void tab.start().catch(() => undefined);
  return tab;
}

const instants = (tab: TokenStore) => tab.state as { expiresAt: number; refreshAt: number };

describe('a tab that was given its token by another one', () => {
  it.each([
    ['at least a second', 0, 1_000],
    ['at most three seconds', latestDraw, 3_000],
  ])('plans its refresh %s after that one’s', async (_name, draw, laterMs) => {
    const far = farEnd(600);
    const first = openTab(far.authenticator);
    await pass(seconds(1));
    drawAlways(draw);
    const second = openTab(far.authenticator);
    await pass(seconds(1));
    expect(far.calls).toHaveLength(1);
    // What is told takes a millisecond or two.
    const differenceMs = instants(second).refreshAt - instants(first).refreshAt;
    expect(Math.abs(differenceMs - laterMs)).toBeLessThanOrEqual(5);
  });
});

describe('a tab whose turn comes after another one’s', () => {
  /** The first message of this type is lost. */
  function loseFirst(type: string): { lost: number } {
    const count = { lost: 0 };
    const Whole = BroadcastChannel;
    vi.stubGlobal(
      'BroadcastChannel',
      class extends Whole {
        override postMessage(message: { type: string }): void {
          if (message.type === type && count.lost === 0) count.lost += 1;
          else super.postMessage(message);
        }
      },
    );
    return count;
  }

  it('asks again before it calls: a token that it was not told costs no second call', async () => {
    const messages = loseFirst('token');
    const far = farEnd(600);
    const tabs = [openTab(far.authenticator), openTab(far.authenticator)];
    await pass(seconds(2));
    expect(messages.lost).toBe(1);
    expect(tabs.map((tab) => tab.peek())).toEqual(['token-1', 'token-1']);
    expect(far.calls).toHaveLength(1);
  });
});

describe('a tab with a token, while another one’s call hangs', () => {
  /** A tab with a token, and one that has taken the turn to call and never gives it back. */
  async function besideHangingCall(far: Far): Promise<TokenStore> {
    const tab = openTab(far.authenticator);
    await pass(seconds(1));
    const hanging = openTab(() => new Promise(() => {}), 3_600);
    await pass(seconds(1));
    hanging.refresh().catch(() => undefined);
    await pass(seconds(1));
    return tab;
  }

  it('waits until its callers would have to, and then calls by itself', async () => {
    const far = farEnd(600);
    const tab = await besideHangingCall(far);
    const { expiresAt, refreshAt } = instants(tab);
    await pass(expiresAt - Date.now() - seconds(6));
    expect(Date.now()).toBeGreaterThan(refreshAt + seconds(60));
    expect(far.calls).toHaveLength(1);
    await pass(seconds(2));
    expect(tab.peek()).toBe('token-2');
  });
});

describe('a tab whose authenticator was broken', () => {
  it('takes the token that another one asked for before, once it is started again', async () => {
    const far = farEnd(600, 8_000);
    const slow = openTab(far.authenticator);
    await pass(seconds(1));
    let triesOfBroken = 0;
    const broken = openTab(async () => {
      triesOfBroken += 1;
      throw new TokenError('misconfigured', 'no such endpoint');
    });
    await pass(seconds(6));
    expect(broken.state.status).toBe('failed');
    await pass(seconds(3));
    expect(slow.peek()).toBe('token-1');
    void broken.start().catch(() => undefined);
    await pass(seconds(2));
    expect(broken.peek()).toBe('token-1');
    expect(triesOfBroken).toBe(1);
  });
});

describe('a page that is left in the middle of a call', () => {
  it('gives its turn to call to whoever waits, at once', async () => {
    const request = vi.spyOn(navigator.locks, 'request');
    openTab(() => new Promise(() => {}));
    await pass(seconds(1));
    expect(request).toHaveBeenCalledOnce();
    const [name] = request.mock.calls[0]!;
    const { signal } = new AbortController();
    const turn = outcomeOf(navigator.locks.request(name, { signal }, async () => 'its turn'));
    await pass(seconds(1));
    expect(turn.is).toBeUndefined();
    window.dispatchEvent(new Event('pagehide'));
    await pass(1);
    expect(turn.is).toBe('its turn');
  });
});
