// Calls the SDK again and again, as the widgets of a real page do, and says how each call went.

/** How one call went. */
export type CallResult<Answer> = { ok: true; answer: Answer } | { ok: false; error: unknown };

export interface CallLoopOptions<Answer> {
  call: () => Promise<Answer>;
  /** The pause between the end of a call and the next. */
  everyMs: number;
  /** Whether to call at all just now: a page that knows it is offline waits. */
  isPaused: () => boolean;
  onResult: (result: CallResult<Answer>) => void;
}

/** Starts calling at once. Returns what stops it: no result is reported after that. */
export function startCallLoop<Answer>(options: CallLoopOptions<Answer>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const again = async (): Promise<void> => {
    if (!options.isPaused()) {
      const result = await outcomeOf(options.call);
      if (stopped) return;
      options.onResult(result);
    }
    timer = setTimeout(() => void again(), options.everyMs);
  };
  void again();

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function outcomeOf<Answer>(call: () => Promise<Answer>): Promise<CallResult<Answer>> {
  try {
    return { ok: true, answer: await call() };
  } catch (error) {
    return { ok: false, error };
  }
}
