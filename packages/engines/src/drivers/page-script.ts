// A function and its arguments as an expression for another process, and its result as text on the way back.
import type { Frame } from './browser.js';

/** @param run runs an expression in the document, and waits for its value, which is text */
export function createFrame(run: (expression: string) => Promise<string>): Frame {
  return {
    async evaluate<Args extends readonly unknown[], Result>(
      script: (...args: Args) => Result | Promise<Result>,
      ...args: Args
    ) {
      return readOutcome(await run(expressionOf(script, args))) as Result;
    },
  };
}

/**
 * An expression whose value is text that `readOutcome` reads, or a promise of it where the function returns one. It
 * neither throws nor rejects.
 */
function expressionOf(script: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(() => {
  const fail = (error) => JSON.stringify({
    error: error instanceof Error ? error.name + ': ' + error.message + '\\n' + error.stack : String(error),
  });
  const succeed = (value) => JSON.stringify({ value });
  try {
    const result = (${script.toString()})(...${JSON.stringify(args)});
    return result instanceof Promise ? result.then(succeed).catch(fail) : succeed(result);
  } catch (error) {
    return fail(error);
  }
})()`;
}

/** @throws Error with what the function threw */
function readOutcome(text: string): unknown {
  const outcome = JSON.parse(text) as { value?: unknown; error?: string };
  if (outcome.error !== undefined) throw new Error(`in the page: ${outcome.error}`);
  return outcome.value;
}
