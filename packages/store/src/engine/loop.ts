// The one loop: an event in, a transition, the commit, then the actions, then what there is to tell.

/**
 * What a loop is made of. `Arrival` is what an event carries past the state to the actions: the token, which the state
 * must not hold.
 */
export interface LoopParts<State, Event, Action, Arrival> {
  transition(state: State, event: Event): { readonly state: State; readonly actions: readonly Action[] };
  perform(action: Action, arrival: Arrival | null): void;
  /** The event has been committed and its actions are done. */
  stepped(event: Event, actions: readonly Action[]): void;
}

/**
 * One thing after another: what a task causes is a task too, and waits for its turn. Listeners are called when no
 * task is left, so that the store is in the state that they hear of, and they may call anything on it.
 */
export class Loop<State, Event, Action, Arrival> {
  private readonly tasks: (() => void)[] = [];
  private readonly tellings: (() => void)[] = [];
  private isRunning = false;
  private isTelling = false;

  constructor(
    public state: State,
    private readonly parts: LoopParts<State, Event, Action, Arrival>,
  ) {}

  dispatch(event: Event, arrival: Arrival | null = null): void {
    this.run(() => this.step(event, arrival));
  }

  /** Takes an event in at once. For a task of this loop only. */
  step(event: Event, arrival: Arrival | null = null): void {
    const { state, actions } = this.parts.transition(this.state, event);
    this.state = state;
    for (const action of actions) this.parts.perform(action, arrival);
    this.parts.stepped(event, actions);
  }

  /** Runs a task: now, or when those before it are done. */
  run(task: () => void): void {
    this.tasks.push(task);
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      for (let next = this.tasks.shift(); next !== undefined; next = this.tasks.shift()) next();
    } finally {
      this.isRunning = false;
    }
    this.flush();
  }

  /** Tells something once the tasks are done, after what was there to tell before it. */
  tell(telling: () => void): void {
    this.tellings.push(telling);
    if (!this.isRunning) this.flush();
  }

  private flush(): void {
    if (this.isTelling) return;
    this.isTelling = true;
    try {
      for (let next = this.tellings.shift(); next !== undefined; next = this.tellings.shift()) next();
    } finally {
      this.isTelling = false;
    }
  }
}
