// A log that a stranger cannot fill: of lines that say the same, some a minute are written, and how many were not.
import type { LogFields, Logger } from '@mdh-tokens/authenticator';

/** A logger, and a last word about what it left out. */
export interface SampledLogger extends Required<Logger> {
  /** Writes how many lines were left out and not yet told. */
  flush(): void;
}

type Level = keyof Logger;

interface Repetition {
  level: Level;
  message: string;
  code: unknown;
  since: number;
  written: number;
  omitted: number;
}

const mostPerMinute = 20;
const minuteMs = 60_000;
/** The kinds of lines are a few dozen; this is for those that nobody has thought of. */
const mostKinds = 200;

/** Lines are of one kind where level, message, `code` and `reason` are the same. */
export function createSampledLogger(inner: Logger): SampledLogger {
  const kinds = new Map<string, Repetition>();
  const write =
    (level: Level) =>
    (fields: LogFields, message: string): void => {
      const kind = kindOf(kinds, inner, { level, fields, message });
      if (kind.written >= mostPerMinute) {
        kind.omitted += 1;
        return;
      }
      kind.written += 1;
      inner[level]?.(fields, message);
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    flush() {
      for (const kind of kinds.values()) tellOmitted(inner, kind);
    },
  };
}

function tellOmitted(inner: Logger, kind: Repetition): void {
  const { level, message, code, omitted } = kind;
  if (omitted > 0)
    inner[level]?.({ omitted, ...(code === undefined ? {} : { code }) }, `${message} (more of the same)`);
  kind.omitted = 0;
}

/** That of the last minute, or a new one. */
function kindOf(
  kinds: Map<string, Repetition>,
  inner: Logger,
  { level, fields, message }: { level: Level; fields: LogFields; message: string },
): Repetition {
  const { code, reason } = fields;
  const key = JSON.stringify([level, message, code, reason]);
  const known = kinds.get(key);
  if (known !== undefined && performance.now() - known.since < minuteMs) return known;
  if (known !== undefined) tellOmitted(inner, known);
  kinds.delete(key);
  const kind = { level, message, code, since: performance.now(), written: 0, omitted: 0 };
  kinds.set(key, kind);
  for (const [oldest, repetition] of kinds) {
    if (kinds.size <= mostKinds) break;
    tellOmitted(inner, repetition);
    kinds.delete(oldest);
  }
  return kind;
}
