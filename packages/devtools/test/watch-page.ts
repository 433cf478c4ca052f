// What goes wrong in a page, and what still runs in it.
import type { Page } from 'playwright-core';

export interface WatchedPage {
  /** Policy violations, uncaught errors and errors in the console so far. */
  problems(): Promise<string[]>;
}

export async function watchPage(page: Page): Promise<WatchedPage> {
  const seen: string[] = [];
  page.on('pageerror', (error) => seen.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(message.text());
  });
  await page.evaluate(() => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
    Object.assign(window, { violations });
  });
  return {
    async problems() {
      const violations = await page.evaluate(
        () => (window as unknown as { violations: string[] }).violations,
      );
      return [...seen, ...violations];
    },
  };
}

/** Counts what timers with an interval under a second and frames of animation do within this time. */
export function countLeftovers(page: Page, duringMs: number): Promise<{ intervals: number; frames: number }> {
  return page.evaluate(async (ms) => {
    const counts = { intervals: 0, frames: 0 };
    const { requestAnimationFrame: frame } = window;
    window.requestAnimationFrame = (callback) => {
      counts.frames += 1;
      return frame(callback);
    };
    const { setInterval: interval } = window;
    window.setInterval = ((...parameters: Parameters<typeof interval>) => {
      counts.intervals += 1;
      return interval(...parameters);
    }) as typeof interval;
    await new Promise((resolve) => setTimeout(resolve, ms));
    window.requestAnimationFrame = frame;
    window.setInterval = interval;
    return counts;
  }, duringMs);
}
