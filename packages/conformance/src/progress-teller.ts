// What a run is at, told to whoever wants to show it.
import type { CheckDefinition } from './definition.js';
import type { Progress } from './options.js';

export interface ProgressTeller {
  begins(check: Pick<CheckDefinition, 'id' | 'title'>): void;
  waits(seconds: number): void;
  ends(): void;
}

/** A listener that throws does not end the run: its error is the process's own. */
export function createProgressTeller(
  listener: ((progress: Progress) => void) | undefined,
  of: number,
): ProgressTeller {
  let current = { id: '', title: '' };
  let done = 0;

  function tell(more: Pick<Progress, 'waitSeconds'>): void {
    try {
      listener?.({ ...current, done, of, ...more });
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  return {
    begins({ id, title }) {
      current = { id, title };
      tell({});
    },
    waits: (waitSeconds) => tell({ waitSeconds }),
    ends: () => void (done += 1),
  };
}
