// One line on a terminal that says what the run is at.
import type { Progress } from '../options.js';

export interface ProgressLine {
  show(progress: Progress): void;
  end(): void;
}

/** @param write to a terminal; `null` where there is none, and nothing is shown */
export function createProgressLine(write: ((text: string) => void) | null): ProgressLine {
  const rewrite = (text: string): void => write?.(`\r\u001b[K${text}`);
  return {
    show({ id, title, done, of, waitSeconds }) {
      const waits = waitSeconds === undefined ? '' : ` (waits ${Math.ceil(waitSeconds)} s)`;
      rewrite(`${done}/${of} ${id} ${title}${waits}`.slice(0, 100));
    },
    end: () => rewrite(''),
  };
}
