import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTicker } from '../src/panel/ticker.js';

/** A window whose page may be hidden: then, as in a browser, timers run on and frames wait. */
function createView() {
  const frames: FrameRequestCallback[] = [];
  const view = {
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
    requestAnimationFrame: (callback: FrameRequestCallback) => frames.push(callback),
    cancelAnimationFrame: (frame: number) => frames.splice(frame - 1, 1),
  };
  const showPage = (): void => {
    for (const frame of frames.splice(0)) frame(0);
  };
  return { view: view as unknown as Window, frames, showPage };
}

function tickerIn(view: Window, isCalm = false) {
  const draw = vi.fn<() => void>();
  const ticker = createTicker(
    () => view,
    draw,
    () => isCalm,
  );
  return { ticker, draw };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('hidden tab', () => {
  it('draws nothing (no rAF loop), catches up when shown', () => {
    const { view, frames, showPage } = createView();
    const { ticker, draw } = tickerIn(view);
    ticker.start();
    vi.advanceTimersByTime(60_000);
    for (let event = 0; event < 1_000; event += 1) ticker.soon();
    expect(frames).toHaveLength(1);
    expect(draw).not.toHaveBeenCalled();
    showPage();
    expect(draw).toHaveBeenCalledTimes(1);
    expect(frames).toHaveLength(0);
  });

  it('leaves no timer and no frame when the panel is closed meanwhile', () => {
    const { view, frames } = createView();
    const { ticker } = tickerIn(view);
    ticker.start();
    ticker.stop();
    expect(frames).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    ticker.soon();
    expect(frames).toHaveLength(0);
  });
});

describe('a page that is seen', () => {
  it.each([
    { isCalm: false, draws: 4 },
    { isCalm: true, draws: 1 },
  ])(
    'is drawn $draws times a second and once for each event, with reduced motion $isCalm',
    ({ isCalm, draws }) => {
      const { view, showPage } = createView();
      const { ticker, draw } = tickerIn(view, isCalm);
      ticker.start();
      showPage();
      draw.mockClear();
      for (let ms = 0; ms < 1_000; ms += 50) {
        vi.advanceTimersByTime(50);
        showPage();
      }
      expect(draw).toHaveBeenCalledTimes(draws);
      ticker.soon();
      showPage();
      expect(draw).toHaveBeenCalledTimes(draws + 1);
    },
  );
});
