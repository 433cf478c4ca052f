// The child's end: answers the calls of the process that started this one, and ends with it.

/** Only methods, whose arguments and results are plain data. */
export type Methods<Api> = { [Name in keyof Api]: (...args: never[]) => unknown };

export interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

export type Outcome =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: string };

export function serveParent<Api extends Methods<Api>>(api: Api): void {
  process.on('message', (call: Call) => void answer(api, call));
  process.on('disconnect', () => process.exit());
}

async function answer<Api extends Methods<Api>>(api: Api, { id, name, args }: Call): Promise<void> {
  const method: (...args: never[]) => unknown = api[name as keyof Api];
  let outcome: Outcome;
  try {
    outcome = { id, result: await method(...(args as never[])) };
  } catch (error) {
    outcome = { id, problem: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(outcome);
}
