// What a command works with, so that tests can run it in their own process.

/** Where a command reads and writes. */
export interface Terminal {
  env: Record<string, string | undefined>;
  /** Writes one line to standard output. */
  out: (line: string) => void;
  /** Writes one line to standard error. */
  err: (line: string) => void;
}
