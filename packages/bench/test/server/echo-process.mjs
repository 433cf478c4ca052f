import { serveParent } from '../../dist/server/processes/serve-parent.js';

serveParent({
  echo: (words, times) => words.repeat(times),
  fail: () => {
    throw new Error('no');
  },
  hang: () => new Promise(() => undefined),
});
