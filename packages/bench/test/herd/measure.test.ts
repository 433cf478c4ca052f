import { describe, expect, it } from 'vitest';
import { measureBusy } from '../../src/herd/measure-busy.js';
import { measureOutages } from '../../src/herd/measure-outages.js';
import { measureTogether } from '../../src/herd/measure-together.js';

const few = { pages: 2_000, seed: 1 };

describe('the tables of the herd', () => {
  it('name a limit that is not kept: so few pages are never even', async () => {
    const { broken, plots } = await measureTogether(few, 3);
    expect(broken.join('\n')).toMatch(
      /^open within 5 minutes, life 3600 s: .* peak is up to \d.\d+ times the mean$/m,
    );
    expect(plots!.map(({ svg }) => svg.slice(0, 4))).toEqual(['<svg', '<svg']);
  });

  it('have a row for each client', async () => {
    const { text } = await measureOutages(few);
    expect(text.match(/\| store \|/g)).toHaveLength(8);
    expect(text.match(/\| no jitter \|/g)).toHaveLength(8);
  });

  it('tell how soon all have a token where the authenticator is busy', () => {
    expect(measureBusy(few).text).toMatch(/^\| 503 \| store \| 2000 \| \d+ \| 2\d\d s \| \d+ \|$/m);
  });
});
