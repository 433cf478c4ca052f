#!/usr/bin/env node
// Starts the command line. Ctrl-C and SIGTERM end the service in good order, a second one at once; the tools have
// nothing to put in order.
import { runCli } from '../dist/cli.js';

function takeSignals() {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      stop.abort();
    });
  }
  return stop.signal;
}

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    env: process.env,
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  },
  takeSignals,
);
