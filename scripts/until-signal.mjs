// Every way in which a person or a supervisor asks this process to end, as one AbortSignal.

const parentCheckMs = 500;

/** An AbortSignal that aborts when this process, or the npm that runs it, is asked to end. */
export function untilSignal() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => controller.abort(name));
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => controller.abort('orphaned'));
  return controller.signal;
}

/**
 * npm runs a script in a shell, and passes SIGTERM on to that shell only: the script itself learns of it by losing its
 * parent.
 */
function whenOrphaned(tell) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, parentCheckMs);
  timer.unref();
}
