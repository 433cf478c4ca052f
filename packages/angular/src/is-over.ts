// Which states end a run.
import type { TokenState } from '@mdh-tokens/store';

export function isOver({ status }: TokenState): boolean {
  return status === 'signed-out' || status === 'denied' || status === 'failed' || status === 'stopped';
}
