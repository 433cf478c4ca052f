// Timers that can be armed again, and that no delay overflows.

/** Arms the timer for one moment, replacing the last one; `null` disarms it. */
export type Timer = (delayMs: number | null) => void;

const longestDelayMs = 2 ** 31 - 1;

/** @param onFire called once for each arming that runs out */
export function createTimer(onFire: () => void): Timer {
  let handle: ReturnType<typeof setTimeout> | undefined;
  return (delayMs) => {
    clearTimeout(handle);
    if (delayMs !== null) handle = setTimeout(onFire, Math.min(Math.ceil(delayMs), longestDelayMs));
  };
}
