// Who watches the steps of the core: devtools, the option `inspect`, tests.
import { reporting, type Platform } from '../platform/platform.js';
import type { InspectedStep } from './inspected-step.js';

export class Inspectors {
  private readonly listeners = new Set<(step: InspectedStep) => void>();

  constructor(private readonly platform: Platform) {}

  isAnyone(): boolean {
    return this.listeners.size > 0;
  }

  /** @returns listens no more */
  add(listener: (step: InspectedStep) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(step: InspectedStep): void {
    for (const inspect of this.listeners) reporting(this.platform, () => inspect(step));
  }
}
