// When and on what a section was measured.
import { cpus } from 'node:os';

export function measuredOn(now: Date): string {
  const [cpu] = cpus();
  return `${now.toISOString().slice(0, 10)}, Node ${process.version}, ${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores.`;
}
