// A function and its arguments as an expression for another process, and its result as text on the way back.

/** An expression whose value is a promise of text, which `readOutcome` reads; it never rejects. */
export function expressionOf(script: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(async () => {
  try {
    return JSON.stringify({ value: await (${script.toString()})(...${JSON.stringify(args)}) });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.name + ': ' + error.message + '\\n' + error.stack : String(error) });
  }
})()`;
}

/** @throws Error with what the function threw */
export function readOutcome<Result>(text: string): Result {
  const outcome = JSON.parse(text) as { value?: Result; error?: string };
  if (outcome.error !== undefined) throw new Error(`in the page: ${outcome.error}`);
  return outcome.value as Result;
}
