import { describe, expect, it } from 'vitest';
import { layOutPlot, type PlacedMark, type PlotLayout, type PlotView } from '../src/plot/plot-layout.js';
import { sentenceAt, summarizePlot, tableRows } from '../src/plot/plot-summary.js';
import { stopsOf } from '../src/plot/stops.js';
import type { Happening } from '../src/recording/entry.js';
import { callsLane, requestsLane, timelineOf, type Timeline } from '../src/recording/timeline.js';
import { answered, called, ended, expired, marked, token, requested } from './happenings.js';

// Lives of 20 s: 50 s back are in view, in 700 pixels, of which the last 210 lie ahead. 9.8 pixels are a second.
const now = 100_000;
const view: PlotView = { now, lifeMs: 20_000, plannedRefreshAt: null, width: 700 };

/** What stands on a lane. */
function onLane({ marks }: PlotLayout, wanted: number): Omit<PlacedMark, 'lane'>[] {
  return marks
    .filter(({ lane }) => lane === wanted)
    .map(({ id, x, width, kind }) => ({ id, x, width, kind }));
}

/** A timeline of happenings, each with its instant. */
function timeline(...happenings: [at: number, happening: Happening][]): Timeline {
  return timelineOf(happenings.map(([at, happening], index) => ({ ...happening, id: index + 1, at })));
}

function withTokens(...lives: { generation: number; at: number; lifeMs?: number }[]): Timeline {
  return timeline(
    ...lives.map(({ generation, at, lifeMs }) => [at, token(generation, lifeMs)] as [number, Happening]),
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

  it('show what a dropped token did not live as ended', () => {
    const dropped = timeline([90_000, token(1)], [95_000, ended]);
    expect(layOutPlot(dropped, view).bars[0]?.parts.map((part) => part.kind)).toEqual(['used', 'ended']);
  });

  it('leave nothing after an expired token', () => {
    const gone = timeline([70_000, token(1)], [90_000, expired(1)]);
    expect(layOutPlot(gone, view).bars[0]?.parts).toEqual([{ kind: 'used', x: 196, width: 196 }]);
  });

  it('end at the edges of the plot, and are left out when all of them is out of view', () => {
    const { bars } = layOutPlot(
      withTokens(
        { generation: 1, at: 10_000 },
        { generation: 2, at: 45_000 },
        { generation: 3, at: 60_000, lifeMs: 2_592_000_000 },
      ),
      view,
    );
    expect(bars.map((bar) => bar.generation)).toEqual([2, 3]);
    expect(bars[0]?.parts[0]?.x).toBe(0);
    const last = bars[1]?.parts.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBe(700);
  });

  it('are labelled in the first part with room for it', () => {
    const young = layOutPlot(withTokens({ generation: 1, at: 99_000 }), view).bars[0];
    expect(young?.roomy).toMatchObject({ x: 490, kind: 'ahead' });
    const older = layOutPlot(withTokens({ generation: 1, at: 90_000 }), view).bars[0];
    expect(older?.roomy).toMatchObject({ x: 392, kind: 'used' });
  });
});

describe('the gaps', () => {
  const gone: [number, Happening][] = [
    [70_000, token(1)],
    [90_000, expired(1)],
  ];

  it('reach from an expiry to now while there is no token', () => {
    expect(layOutPlot(timeline(...gone), view).gaps).toEqual([{ x: 392, width: 98 }]);
  });

  it('end where the next token comes', () => {
    const recovered = timeline(...gone, [95_000, token(2)]);
    expect(layOutPlot(recovered, view).gaps).toEqual([{ x: 392, width: 49 }]);
  });

  it('are not there after a sign-out', () => {
    expect(layOutPlot(timeline([90_000, token(1)], [95_000, ended]), view).gaps).toEqual([]);
  });
});

describe('the marks', () => {
  it('stand where the calls were, and only what is in view is drawn', () => {
    const layout = layOutPlot(
      timeline([20_000, requested()], [90_000, requested('refused')], [100_000, requested('answered', true)]),
      view,
    );
    expect(onLane(layout, requestsLane)).toEqual([
      { id: 2, x: 392, width: 0, kind: 'failed' },
      { id: 3, x: 490, width: 0, kind: 'replayed' },
    ]);
  });

  it('reach from the beginning of an authenticator call to its end, or to now', () => {
    const layout = layOutPlot(
      timeline([80_000, called()], [82_000, answered('failed', 'unavailable')], [90_000, called('retry')]),
      view,
    );
    expect(onLane(layout, callsLane)).toEqual([
      { id: 1, x: 294, width: 19.6, kind: 'failed' },
      { id: 3, x: 392, width: 98, kind: 'open' },
    ]);
  });

  it.each([
    { plannedRefreshAt: 105_000, x: 539 },
    { plannedRefreshAt: 99_000, x: null },
    { plannedRefreshAt: 900_000, x: null },
  ])('a refresh planned for $plannedRefreshAt is at $x', ({ plannedRefreshAt, x }) => {
    expect(layOutPlot(timeline(), { ...view, plannedRefreshAt }).plannedRefreshX).toBe(x);
  });
});

describe('the faults', () => {
  it('reach to now while they are on', () => {
    const [fault] = layOutPlot(timeline([90_000, marked('offline')]), view).faults;
    expect(fault).toEqual({ id: 1, label: 'offline', x: 392, width: 98, labelX: 392 });
  });

  it('name the newest where two names would overlap', () => {
    const both = timeline([90_000, marked('revoked', 'moment')], [91_000, marked('offline')]);
    expect(layOutPlot(both, view).faults.map((fault) => fault.labelX === null)).toEqual([true, false]);
  });

  it('keep the name inside the plot', () => {
    const late = timeline([99_999, marked('authenticator fails')]);
    expect(layOutPlot(late, { ...view, width: 200 }).faults[0]?.labelX).toBeLessThan(70);
  });
});

describe('what can be pointed at', () => {
  const told = timeline(
    [80_000, called('start')],
    [82_000, answered('ok')],
    [82_000, token(1)],
    [84_000, requested('refused')],
    [90_000, called('rejected')],
    [91_000, answered('failed', 'unavailable')],
  );

  it('goes in the order in which it happened', () => {
    expect(stopsOf(layOutPlot(told, view))).toEqual([1, 3, 4, 5]);
  });

  it.each([
    {
      id: 1,
      words: 'Asks the authenticator: the first token is wanted. The authenticator answered with a token.',
    },
    { id: 3, words: 'Token 1: handed over 18 s ago, in use, expires in 2 s.' },
    { id: 4, words: 'An SDK call was refused with 401 (0.1 s).' },
    {
      id: 5,
      words:
        'Asks the authenticator: MyDataHelps refused the token. The authenticator call failed: unavailable, HTTP 503.',
    },
    { id: 99, words: '' },
  ])('says of $id: $words', ({ id, words }) => {
    expect(sentenceAt(told, id, now)).toBe(words);
  });
});

describe('the plot in words', () => {
  const told: [number, Happening][] = [
    [80_000, token(1)],
    [90_000, token(2)],
    [92_000, requested()],
  ];

  it('says what is in use and what happened', () => {
    expect(summarizePlot(timeline(...told), now)).toBe(
      'Token 2: handed over 10 s ago, in use, expires in 10 s. SDK and fetch calls: 1 ok, 0 failed.',
    );
  });

  it.each([
    { name: 'no token', happenings: [], words: 'No token yet.' },
    {
      name: 'a dropped token',
      happenings: [...told, [now, ended]],
      words: /^Token 2: handed over 10 s ago, dropped now\./,
    },
    {
      name: 'an expired token',
      happenings: [...told, [now, expired(2)]],
      words: /^Token 2: handed over 10 s ago, expired now\./,
    },
    { name: 'a failed call', happenings: [...told, [now, requested('no-token')]], words: /1 failed\.$/ },
  ] as { name: string; happenings: [number, Happening][]; words: string | RegExp }[])(
    'tells of $name',
    ({ happenings, words }) => {
      expect(summarizePlot(timeline(...happenings), now)).toMatch(words);
    },
  );

  it('has a row a token, newest first', () => {
    expect(tableRows(timeline(...told), now)).toEqual([
      ['2', '10 s ago', 'in use', 'in 10 s', '1 ok, 0 failed', '0 ok, 0 failed'],
      ['1', '20 s ago', 'refreshed 10 s ago', 'now', '0 ok, 0 failed', '0 ok, 0 failed'],
    ]);
  });
});
