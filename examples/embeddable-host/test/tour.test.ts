import { TokenError, type TokenState } from '@mdh-tokens/store';
import { describe, expect, it } from 'vitest';
import { nothingSeen, seeState, tourSteps, type TourFacts } from '../src/tour.js';

const valid = { issuedAt: 0, expiresAt: 60_000, refreshing: false };
const active = (generation: number): TokenState => ({
  status: 'active',
  ...valid,
  generation,
  refreshAt: 30_000,
});
const degraded: TokenState = {
  status: 'degraded',
  ...valid,
  generation: 1,
  attempt: 1,
  nextAttemptAt: null,
  error: new TokenError('unavailable', ''),
};

const done = (facts: TourFacts): string[] =>
  tourSteps.filter((step) => step.isDone(facts)).map(({ id }) => id);
const after = (...states: TokenState[]): TourFacts => states.reduce(seeState, nothingSeen);

describe('the tour', () => {
  it.each([
    { name: 'nothing', facts: nothingSeen, steps: [] },
    { name: 'a first token', facts: after(active(1)), steps: ['sign-in'] },
    { name: 'a refresh', facts: after(active(1), active(2)), steps: ['sign-in', 'refresh'] },
    { name: 'a failure', facts: after(active(1), degraded), steps: ['sign-in'] },
    { name: 'a recovery', facts: after(active(1), degraded, active(1)), steps: ['sign-in', 'break'] },
    {
      name: 'a second tab and a second participant',
      facts: { ...nothingSeen, hasSecondTab: true, hasSecondParticipant: true },
      steps: ['tab', 'beside'],
    },
  ])('after $name has done $steps', ({ facts, steps }) => {
    expect(done(facts)).toEqual(steps);
  });

  it('forgets nothing when the user signs out', () => {
    const facts = after(active(1), active(2), { status: 'stopped' });
    expect(done(facts)).toEqual(['sign-in', 'refresh']);
  });

  it('has five steps', () => {
    expect(tourSteps).toHaveLength(5);
  });
});
