// Writes down what the store does: in the timeline for the plot, in sentences for the log.
import type { TokenStore } from '@mdh-tokens/store';
import { formatCountdown } from './format-duration.js';
import type { TimelineRecorder } from './timeline-recorder.js';
import { authenticatorCalled, endToken, tokenHandedOver } from './timeline.js';
import type { LogView } from './views/log-view.js';

const reasons: Readonly<Record<string, string>> = {
  start: 'the first token',
  schedule: 'the token nears its end',
  demand: 'a call waits for a token',
  rejected: 'MyDataHelps refused the token',
  wake: 'the page came back, or its clock moved',
  retry: 'the last try failed',
  forced: 'the page asked for it',
};

/** Follows a store for as long as it lives. */
export function observeStore(store: TokenStore, recorder: TimelineRecorder, log: LogView): void {
  let refused = false;

  store.on('refresh-start', ({ reason }) => {
    if (reason === 'rejected') refused = true;
    log.add(`Asks the authenticator: ${reasons[reason] ?? reason}.`);
  });
  store.on('refresh-success', () => {
    recorder.record((timeline, at) => authenticatorCalled(timeline, { at, ok: true }));
  });
  store.on('refresh-failure', ({ error, nextAttemptAt }) => {
    recorder.record((timeline, at) => authenticatorCalled(timeline, { at, ok: false }));
    const next = nextAttemptAt === null ? '' : ` Next try in ${formatCountdown(nextAttemptAt - Date.now())}.`;
    log.add(`The authenticator failed (${error.code}).${next}`, 'bad');
  });
  store.on('token', ({ generation, expiresAt }) => {
    const lifeMs = expiresAt - Date.now();
    const becauseRefused = refused;
    refused = false;
    recorder.record((timeline, at) => tokenHandedOver(timeline, { generation, at, lifeMs, becauseRefused }));
    log.add(`Token ${generation} handed to the SDK, good for ${formatCountdown(lifeMs)}.`, 'good');
  });
  store.on('expired', () => {
    recorder.record((timeline, at) => endToken(timeline, at, 'expired'));
    log.add('The token has expired. SDK calls wait for the next one.', 'bad');
  });
  store.on('signed-out', ({ error }) => log.add(`Signed out: ${error.message}`, 'bad'));
  store.on('failed', ({ error }) => log.add(`Gave up: ${error.message} ${error.hint}`, 'bad'));
  store.on('diagnostic', ({ message }) => log.add(`Note: ${message}`));
  store.on('state', ({ status }) => {
    if (status === 'stopped' || status === 'signed-out' || status === 'failed') {
      recorder.record((timeline, at) => endToken(timeline, at, 'dropped'));
    }
  });
}
