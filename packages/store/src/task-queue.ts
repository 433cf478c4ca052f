// One thing after another: what a task causes is a task too, and waits for its turn.

export interface TaskQueue {
  /** Runs a task: now, or when those before it are done. */
  run(task: () => void): void;
}

/** @param settled called when no task is left: whatever it causes begins anew */
export function createTaskQueue(settled: () => void): TaskQueue {
  const tasks: (() => void)[] = [];
  let isRunning = false;
  return {
    run(task) {
      tasks.push(task);
      if (isRunning) return;
      isRunning = true;
      try {
        for (let next = tasks.shift(); next !== undefined; next = tasks.shift()) next();
      } finally {
        isRunning = false;
      }
      settled();
    },
  };
}
