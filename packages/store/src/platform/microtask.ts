// Later in this turn of the event loop.

export function inMicrotask(task: () => void): void {
  queueMicrotask(task);
}
