/** Whether a process (a positive ID), or any of a process group (a negative one), is there to receive a signal. */
export function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
