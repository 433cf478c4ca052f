// One step of a script after another, each with a line that says what goes on.

/**
 * Makes the function that runs a step: its title goes to standard error, its output only where it fails. A step that
 * fails ends the process, and so does `signal`.
 *
 * @param {AbortSignal} signal
 * @returns {(title: string, work: () => Promise<{ code: number, output: string }>) => Promise<void>}
 */
export function stepUntil(signal) {
  return async (title, work) => {
    console.error(`${title} ...`);
    const { code, output } = await work();
    if (signal.aborted) process.exit(130);
    if (code === 0) return;
    console.error(output.trimEnd());
    console.error(`${title}: failed. The messages above say why.`);
    process.exit(1);
  };
}
