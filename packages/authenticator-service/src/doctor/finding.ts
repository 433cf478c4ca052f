// What the doctor finds.

/** One line of the report. `warn`: works, and should be mended. `skip`: could not be tried, and the text says what for. */
export interface Finding {
  check:
    | 'configuration'
    | 'private key'
    | 'token endpoint'
    | 'clock'
    | 'service token'
    | 'look-up'
    | 'participant token';
  result: 'ok' | 'warn' | 'fail' | 'skip';
  text: string;
}

/** A finding of one of the steps. */
export function finding(check: Finding['check'], result: Finding['result'], text: string): Finding {
  return { check, result, text };
}
