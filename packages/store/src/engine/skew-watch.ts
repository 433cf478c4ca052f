// Tells when the page's clock is not the server's. Nothing depends on the difference: it explains what a developer sees.
import type { DiagnosticDetails } from '../core/actions.js';

/** From here on a difference between the clocks, or a change of it, is told. */
const notableSkewSeconds = 30;

export class SkewWatch {
  private toldSeconds = 0;

  /** @returns what to tell, if it is news */
  see(seconds: number | null): DiagnosticDetails | null {
    if (seconds === null || Math.abs(seconds - this.toldSeconds) < notableSkewSeconds) return null;
    this.toldSeconds = seconds;
    return Math.abs(seconds) >= notableSkewSeconds ? { seconds } : null;
  }
}
