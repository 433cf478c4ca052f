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

/** Counts the frames of animation that the page asks for within this time: a timer of the panel asks for one each time. */
export function countFrames(page: Page, duringMs: number): Promise<number> {
  return page.evaluate(async (ms) => {
    let frames = 0;
    const { requestAnimationFrame: frame } = window;
    window.requestAnimationFrame = (callback) => {
      frames += 1;
      return frame(callback);
    };
    await new Promise((resolve) => setTimeout(resolve, ms));
    window.requestAnimationFrame = frame;
    return frames;
  }, duringMs);
}
