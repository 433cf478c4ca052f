import { describe, expect, it } from 'vitest';
import {
  authenticatorCalled,
  emptyTimeline,
  endToken,
  faultBegan,
  faultEnded,
  forgetBefore,
  sdkCalled,
  tokenHandedOver,
} from '../src/timeline.js';

const first = tokenHandedOver(emptyTimeline, { generation: 1, at: 1_000, lifeMs: 60_000 });

describe('the timeline', () => {
  it('ends a token as refreshed when the next one is handed over', () => {
    const { tokens } = tokenHandedOver(first, { generation: 2, at: 31_000, lifeMs: 60_000 });
    expect(tokens).toEqual([
      { generation: 1, handedOverAt: 1_000, expiresAt: 61_000, end: { at: 31_000, how: 'refreshed' } },
      { generation: 2, handedOverAt: 31_000, expiresAt: 91_000, end: null },
    ]);
  });

  it('ends a token as refused when the API did not take it', () => {
    const { tokens } = tokenHandedOver(first, {
      generation: 2,
      at: 9_000,
      lifeMs: 60_000,
      becauseRefused: true,
    });
    expect(tokens[0]?.end).toEqual({ at: 9_000, how: 'refused' });
  });

  it('keeps the first end of a token: what expired is not refreshed later', () => {
    const expired = endToken(first, 61_000, 'expired');
    const { tokens } = tokenHandedOver(expired, { generation: 2, at: 70_000, lifeMs: 60_000 });
    expect(tokens[0]?.end).toEqual({ at: 61_000, how: 'expired' });
  });

  it('has nothing to end before the first token', () => {
    expect(endToken(emptyTimeline, 5, 'dropped')).toBe(emptyTimeline);
  });

  it('ends the open span of a fault, and leaves its earlier ones and other faults alone', () => {
    let timeline = faultBegan(emptyTimeline, 'offline', 10);
    timeline = faultEnded(timeline, 'offline', 20);
    timeline = faultBegan(timeline, 'authenticator fails', 25);
    timeline = faultBegan(timeline, 'offline', 30);
    expect(faultEnded(timeline, 'offline', 40).faults).toEqual([
      { label: 'offline', from: 10, until: 20 },
      { label: 'authenticator fails', from: 25, until: null },
      { label: 'offline', from: 30, until: 40 },
    ]);
  });

  it('notes a momentary fault as over at once', () => {
    expect(faultBegan(emptyTimeline, 'revoked', 10, true).faults).toEqual([
      { label: 'revoked', from: 10, until: 10 },
    ]);
  });

  it('forgets what is over, and keeps the newest token and open faults however old', () => {
    let timeline = tokenHandedOver(first, { generation: 2, at: 31_000, lifeMs: 60_000 });
    timeline = sdkCalled(timeline, { at: 2_000, ok: true });
    timeline = sdkCalled(timeline, { at: 600_000, ok: false });
    timeline = authenticatorCalled(timeline, { at: 1_000, ok: true });
    timeline = faultBegan(timeline, 'offline', 3_000);
    timeline = faultBegan(timeline, 'revoked', 4_000, true);
    const kept = forgetBefore(timeline, 500_000);
    expect(kept.tokens.map((token) => token.generation)).toEqual([2]);
    expect(kept.sdkCalls).toEqual([{ at: 600_000, ok: false }]);
    expect(kept.authenticatorCalls).toEqual([]);
    expect(kept.faults).toEqual([{ label: 'offline', from: 3_000, until: null }]);
  });
});
