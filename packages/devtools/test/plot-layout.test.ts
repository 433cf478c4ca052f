import { describe, expect, it } from 'vitest';
import { layOutPlot, type PlotView } from '../src/plot/plot-layout.js';
import { summarizePlot, tokenRows } from '../src/plot/plot-summary.js';
import {
  authenticatorCalled,
  emptyTimeline,
  endToken,
  faultBegan,
  sdkCalled,
  tokenHandedOver,
  type Timeline,
} from '../src/timeline.js';

// Lives of 20 s: 50 s back are in view, in 700 pixels, of which the last 210 lie ahead. 9.8 pixels are a second.
const now = 100_000;
const view: PlotView = { now, lifeMs: 20_000, plannedRefreshAt: null, width: 700 };

function withTokens(...lives: { generation: number; at: number; lifeMs?: number }[]): Timeline {
  return lives.reduce<Timeline>(
    (timeline, life) => tokenHandedOver(timeline, { lifeMs: 20_000, ...life }),
    emptyTimeline,
  );
}

describe('the bars', () => {
  it('show what is in use until now, and the life that is left after it', () => {
    const [bar] = layOutPlot(withTokens({ generation: 1, at: 90_000 }), view).bars;
    expect(bar?.parts).toEqual([
      { kind: 'used', x: 392, width: 98 },
      { kind: 'ahead', x: 490, width: 98 },
    ]);
  });

  it('show the rest of a replaced token as spare, with a mark where the next one took over', () => {
    const [first, second] = layOutPlot(
      withTokens({ generation: 1, at: 80_000 }, { generation: 2, at: 90_000 }),
      view,
    ).bars;
    expect(first?.parts.map((part) => part.kind)).toEqual(['used', 'spare']);
    expect(first?.refreshedX).toBe(392);
    expect(second?.refreshedX).toBeNull();
  });

  it('put lives that overlap into different rows', () => {
    const bars = layOutPlot(
      withTokens({ generation: 7, at: 80_000 }, { generation: 8, at: 90_000 }),
      view,
    ).bars;
    expect(new Set(bars.map((bar) => bar.row)).size).toBe(2);
  });

  it('end where the next token of their row begins', () => {
    const [first] = layOutPlot(
      withTokens({ generation: 1, at: 80_000 }, { generation: 2, at: 83_000 }, { generation: 3, at: 86_000 }),
      view,
    ).bars;
    expect(first?.parts).toEqual([
      { kind: 'used', x: 294, width: 29.4 },
      { kind: 'spare', x: 323.4, width: 29.4 },
    ]);
  });

  it('show what a refused or dropped token did not live as ended', () => {
    const dropped = endToken(withTokens({ generation: 1, at: 90_000 }), 95_000, 'dropped');
    expect(layOutPlot(dropped, view).bars[0]?.parts.map((part) => part.kind)).toEqual(['used', 'ended']);
  });

  it('leave nothing after an expired token', () => {
    const expired = endToken(withTokens({ generation: 1, at: 70_000 }), 90_000, 'expired');
    expect(layOutPlot(expired, view).bars[0]?.parts).toEqual([{ kind: 'used', x: 196, width: 196 }]);
  });

  it('end at the edges of the plot, and are left out when all of them is out of view', () => {
    const timeline = withTokens(
      { generation: 1, at: 10_000 },
      { generation: 2, at: 45_000 },
      { generation: 3, at: 60_000, lifeMs: 2_592_000_000 },
    );
    const { bars } = layOutPlot(timeline, view);
    expect(bars.map((bar) => bar.generation)).toEqual([2, 3]);
    expect(bars[0]?.parts[0]?.x).toBe(0);
    const last = bars[1]?.parts.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBe(700);
  });

  it('are labelled in the first part with room for it', () => {
    const young = layOutPlot(withTokens({ generation: 1, at: 99_000 }), view).bars[0];
    expect(young?.label).toEqual({ x: 490, on: 'ahead' });
    const older = layOutPlot(withTokens({ generation: 1, at: 90_000 }), view).bars[0];
    expect(older?.label).toEqual({ x: 392, on: 'used' });
  });
});

describe('the gaps', () => {
  const expired = endToken(withTokens({ generation: 1, at: 70_000 }), 90_000, 'expired');

  it('reach from an expiry to now while there is no token', () => {
    expect(layOutPlot(expired, view).gaps).toEqual([{ x: 392, width: 98 }]);
  });

  it('end where the next token comes', () => {
    const recovered = tokenHandedOver(expired, { generation: 2, at: 95_000, lifeMs: 20_000 });
    expect(layOutPlot(recovered, view).gaps).toEqual([{ x: 392, width: 49 }]);
  });

  it('are not there after a sign-out', () => {
    const dropped = endToken(withTokens({ generation: 1, at: 90_000 }), 95_000, 'dropped');
    expect(layOutPlot(dropped, view).gaps).toEqual([]);
  });
});

describe('the marks', () => {
  it('stand where the calls were, and only what is in view is drawn', () => {
    let timeline = sdkCalled(emptyTimeline, { at: 20_000, ok: true });
    timeline = sdkCalled(timeline, { at: 90_000, ok: false });
    timeline = authenticatorCalled(timeline, { at: 100_000, ok: true });
    const layout = layOutPlot(timeline, view);
    expect(layout.sdkCalls).toEqual([{ x: 392, ok: false }]);
    expect(layout.authenticatorCalls).toEqual([{ x: 490, ok: true }]);
  });

  it.each([
    { plannedRefreshAt: 105_000, x: 539 },
    { plannedRefreshAt: 99_000, x: null },
    { plannedRefreshAt: 900_000, x: null },
  ])('a refresh planned for $plannedRefreshAt is at $x', ({ plannedRefreshAt, x }) => {
    expect(layOutPlot(emptyTimeline, { ...view, plannedRefreshAt }).plannedRefreshX).toBe(x);
  });
});

describe('the faults', () => {
  it('reach to now while they are on', () => {
    const [fault] = layOutPlot(faultBegan(emptyTimeline, 'offline', 90_000), view).faults;
    expect(fault).toEqual({ label: 'offline', x: 392, width: 98, labelX: 392 });
  });

  it('name the newest where two names would overlap', () => {
    const timeline = faultBegan(faultBegan(emptyTimeline, 'revoked', 90_000, true), 'offline', 91_000);
    expect(layOutPlot(timeline, view).faults.map((fault) => fault.labelX === null)).toEqual([true, false]);
  });

  it('keep the name inside the plot', () => {
    const [fault] = layOutPlot(faultBegan(emptyTimeline, 'authenticator fails', 99_999), {
      ...view,
      width: 200,
    }).faults;
    expect(fault?.labelX).toBeLessThan(60);
  });
});

describe('the plot in words', () => {
  const timeline = sdkCalled(withTokens({ generation: 1, at: 80_000 }, { generation: 2, at: 90_000 }), {
    at: 92_000,
    ok: true,
  });

  it('says what is in use and what happened', () => {
    expect(summarizePlot(timeline, now)).toBe(
      'Token 2 is in use and expires in 10 s. 1 refresh and 1 SDK call in view, none failed.',
    );
  });

  it.each([
    { name: 'no token', timeline: emptyTimeline, words: 'No token yet.' },
    {
      name: 'a dropped token',
      timeline: endToken(timeline, now, 'dropped'),
      words: /^Token 2 was dropped\./,
    },
    {
      name: 'an expired token',
      timeline: endToken(timeline, now, 'expired'),
      words: /^Token 2 has expired\./,
    },
    { name: 'a failed call', timeline: sdkCalled(timeline, { at: now, ok: false }), words: /1 failed\.$/ },
  ])('tells of $name', ({ timeline: told, words }) => {
    expect(summarizePlot(told, now)).toMatch(words);
  });

  it('has a row a token, newest first', () => {
    expect(tokenRows(timeline, now)).toEqual([
      {
        token: '2',
        handedOver: '10 s ago',
        refreshed: 'in use',
        expires: 'in 10 s',
        calls: '1 ok, 0 failed',
      },
      { token: '1', handedOver: '20 s ago', refreshed: '10 s ago', expires: 'now', calls: '0 ok, 0 failed' },
    ]);
  });
});
