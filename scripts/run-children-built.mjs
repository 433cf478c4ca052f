// In each worker of Vitest: what a test forks runs the build, as a user's process does.
// Vitest starts its workers with `--conditions` for the sources, `fork` passes them on, and Node 20 reads no TypeScript.
process.execArgv = process.execArgv.filter(
  (argument, index, all) => argument !== '--conditions' && all[index - 1] !== '--conditions',
);
