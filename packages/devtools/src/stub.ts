// What a production build gets instead of the panel: the same names, which do nothing.
import type { createRecorder as realRecorder } from './recording/recorder.js';
import type { mountDevtools as realMount } from './mount-devtools.js';

const nothing = (): void => {};

/** Records nothing. */
export const createRecorder: typeof realRecorder = () => ({
  inspect: nothing,
  entries: [],
  now: Date.now,
  mark: nothing,
  record: nothing,
  listen: () => nothing,
});

/** Shows nothing, and says so: a bundler that sets no condition `development` would otherwise leave people wondering. */
export const mountDevtools: typeof realMount = () => {
  console.info('@mdh-tokens/devtools is a stub: import …/production');
  return nothing;
};
