// How a status is coloured.
import type { TokenState } from '@mdh-tokens/store';

/** The colour of a status, of an entry and of a call. */
export type Tone = 'good' | 'busy' | 'bad' | 'off';

const tones: Readonly<Partial<Record<TokenState['status'], Tone>>> = {
  active: 'good',
  acquiring: 'busy',
  degraded: 'busy',
  expired: 'bad',
  denied: 'bad',
  failed: 'bad',
};

export function toneOfStatus(status: TokenState['status']): Tone {
  return tones[status] ?? 'off';
}
