// One event after another: what an event causes is an event too, and waits for its turn.

export interface EventLoop<Event> {
  dispatch(event: Event): void;
  /** Whether an event is being taken in. */
  isStepping(): boolean;
}

/**
 * @param step takes one event in
 * @param settled called when no event is left: whatever it causes begins anew
 */
export function createEventLoop<Event>(step: (event: Event) => void, settled: () => void): EventLoop<Event> {
  const events: Event[] = [];
  let isStepping = false;
  return {
    dispatch(event) {
      events.push(event);
      if (isStepping) return;
      isStepping = true;
      try {
        for (let next = events.shift(); next !== undefined; next = events.shift()) step(next);
      } finally {
        isStepping = false;
      }
      settled();
    },
    isStepping: () => isStepping,
  };
}
