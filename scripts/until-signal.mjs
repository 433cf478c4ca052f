// Ctrl-C, a terminal that closes, and a supervisor's stop, as one AbortSignal.

/** An AbortSignal that aborts, with the signal's name as its reason, when this process is asked to end. */
export function untilSignal() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => controller.abort(name));
  return controller.signal;
}
