// The world counts what becomes of an app's calls.
import { describe, expect, it } from 'vitest';
import { tokenCalls } from '../../src/clients/call-api.js';
import { fetchToken } from '../../src/clients/fetch-token.js';
import { minutes, seconds } from '../../src/hostile/world/durations.js';
import { clientThat, play } from './play.js';

/** Keeps its first token for ever. */
function holder() {
  let first: ReturnType<typeof fetchToken> | undefined;
  const getToken = () => (first ??= fetchToken());
  return { start: getToken, ...tokenCalls(getToken, ({ access_token }) => access_token) };
}

describe('an API call', () => {
  it('is made every five seconds, and answered with a valid token', async () => {
    const cell = await play(holder, async ({ openTab, pass }) => {
      openTab();
      await pass(minutes(10));
    });
    expect(cell).toMatchObject({ apiCalls: 119, interrupted: 0, sentExpired: 0, authenticatorCalls: 1 });
  });

  it('with a token that has ended is interrupted, and sent expired', async () => {
    const cell = await play(holder, async ({ openTab, pass }) => {
      openTab();
      await pass(minutes(11));
    });
    // Those from the 600th to the 655th second.
    expect(cell).toMatchObject({ interrupted: 12, sentExpired: 12, hung: 0 });
  });

  it('is judged by the true time, not by the clock of the page', async () => {
    const cell = await play(
      holder,
      async ({ openTab, pass, setWallClock }) => {
        openTab();
        await pass(minutes(5));
        setWallClock(minutes(-60));
        await pass(minutes(6));
      },
      { clockAheadMs: minutes(10) },
    );
    expect(cell.sentExpired).toBe(12);
  });

  it('that the client refuses is interrupted', async () => {
    const refuses = clientThat(() => Promise.reject(new Error('expired')));
    const cell = await play(refuses, async ({ openTab, pass }) => {
      openTab();
      await pass(seconds(31));
    });
    expect(cell).toMatchObject({ apiCalls: 6, interrupted: 6, sentExpired: 0, hung: 0 });
  });

  it('hangs where it is not over after 30 s', async () => {
    const hangs = clientThat(() => new Promise(() => {}));
    const cell = await play(hangs, async ({ openTab, pass }) => {
      openTab();
      await pass(seconds(41));
    });
    expect(cell).toMatchObject({ apiCalls: 8, interrupted: 2, hung: 2 });
  });

  it('counts only from the event on', async () => {
    const refuses = clientThat(() => Promise.reject(new Error('expired')));
    const cell = await play(refuses, async ({ openTab, pass, countFromNow }) => {
      openTab();
      await pass(minutes(1));
      countFromNow();
      await pass(seconds(10));
    });
    // The call of the event's own moment comes after it.
    expect(cell).toMatchObject({ apiCalls: 2, interrupted: 2 });
  });
});

describe('an authenticator call', () => {
  it('overlaps with those that are still on their way', async () => {
    const asks = clientThat(() => fetchToken());
    const cell = await play(asks, async ({ openQuietTab, pass, callAtOnce }) => {
      openQuietTab();
      callAtOnce(3);
      await pass(seconds(1));
      callAtOnce(2);
      await pass(seconds(1));
    });
    expect(cell).toMatchObject({ authenticatorCalls: 5, overlap: 3, interrupted: 0 });
  });

  it('that is given up is on its way no more', async () => {
    const givesUp = clientThat(() => fetchToken(AbortSignal.abort()));
    const cell = await play(
      givesUp,
      async ({ openTab, pass }) => {
        openTab();
        await pass(seconds(21));
      },
      { behaviour: () => () => 'hang' },
    );
    expect(cell).toMatchObject({ authenticatorCalls: 4, overlap: 1, interrupted: 4, hung: 0 });
  });
});

describe('a sleep', () => {
  it('ends tokens, and leaves timers what they had left', async () => {
    const firedAt: number[] = [];
    const cell = await play(holder, async ({ openTab, pass, sleep, tally }) => {
      openTab();
      setTimeout(() => firedAt.push(tally().apiCalls), seconds(12));
      await pass(seconds(7));
      sleep(minutes(60));
      await pass(seconds(7));
    });
    expect(firedAt).toEqual([2]);
    expect(cell).toMatchObject({ apiCalls: 2, sentExpired: 1 });
  });
});
