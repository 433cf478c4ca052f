// Shows token lives and authenticator calls as tracks in Chrome's Performance panel, beside network and rendering.
import type { TokenStore } from '@mdh-tokens/store';

type TimeStamp = (
  label: string,
  start: number,
  end: number,
  track: string,
  group: string,
  color: string,
) => void;

const group = 'mdh-tokens';

/**
 * Writes each authenticator call and each token's time in use, once it is over, into a recording of Chrome's and Edge's
 * Performance panel. The labels hold a reason, an error code or a generation. Without a recording under way it costs
 * next to nothing, and other browsers take no notice.
 *
 * @returns writes no more
 * @see https://developer.chrome.com/docs/devtools/performance/extension
 */
export function connectPerformanceTrack(store: TokenStore): () => void {
  const { timeStamp } = console as Console & { timeStamp?: TimeStamp };
  if (typeof timeStamp !== 'function') return () => undefined;
  let call: { reason: string; from: number } | null = null;
  let token: { generation: number; from: number } | null = null;

  const endCall = (outcome: string, color: string): void => {
    if (call !== null)
      timeStamp.call(
        console,
        `${call.reason}: ${outcome}`,
        call.from,
        now(),
        'Authenticator calls',
        group,
        color,
      );
    call = null;
  };
  const endToken = (color: string): void => {
    if (token !== null)
      timeStamp.call(console, `Token ${token.generation}`, token.from, now(), 'Tokens', group, color);
    token = null;
  };
  const undoing = [
    store.on('refresh-start', ({ reason }) => (call = { reason, from: now() })),
    store.on('refresh-success', () => endCall('a token', 'primary')),
    store.on('refresh-needless', () => endCall('not needed any more', 'secondary')),
    store.on('refresh-failure', ({ error }) => endCall(error.code, 'error')),
    store.on('token', ({ generation }) => {
      endToken('primary');
      token = { generation, from: now() };
    }),
    store.on('expired', () => endToken('error')),
    store.on('state', (state) => {
      if (!('attempt' in state) && !('generation' in state)) endToken('secondary');
    }),
  ];
  return () => {
    for (const undo of undoing) undo();
  };
}

function now(): number {
  return performance.now();
}
