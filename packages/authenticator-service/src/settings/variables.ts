// The environment as it is meant: without what env files leave around a value, and by either of a variable's names.

/** Environment variables, set or not. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Cleaned variables. */
export interface Variables {
  /** By their own names only; those that are empty are not there. */
  values: Readonly<Record<string, string>>;
  /** The name under which a variable was given, for messages. */
  nameOf(variable: string): string;
}

/** The names in the vendor's quickstarts, and ours. */
const aliases: Readonly<Record<string, string>> = {
  RKS_PROJECT_ID: 'MDH_PROJECT_ID',
  RKS_SERVICE_ACCOUNT: 'MDH_SERVICE_ACCOUNT',
  RKS_PRIVATE_KEY: 'MDH_PRIVATE_KEY',
};

/** Cleans the variables. Where both of a variable's names are set, ours counts. */
export function readVariables(environment: Environment): Variables {
  const values: Record<string, string> = {};
  for (const [name, text] of Object.entries(environment)) {
    const value = clean(text ?? '');
    if (value !== '') values[name] = value;
  }
  const given = new Map<string, string>();
  for (const [alias, variable] of Object.entries(aliases)) {
    const value = values[alias];
    // A key file is the key's other name.
    if (value === undefined || values[variable] !== undefined || values[`${variable}_FILE`] !== undefined)
      continue;
    values[variable] = value;
    given.set(variable, alias);
  }
  return { values, nameOf: (variable) => given.get(variable) ?? variable };
}

/** Docker's env files keep quotes, and files with CRLF leave a line end behind. */
function clean(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(["'])(.*)\1$/s.exec(trimmed);
  return quoted === null ? trimmed : (quoted[2] ?? '').trim();
}
