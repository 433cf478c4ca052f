// A production build: the export condition of that name leaves the sentences out, and one import brings them back.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What the built package says of a base URL that is no URL, under the conditions of an app's build. */
function toldBy(lines: string, ...conditions: string[]): Told {
  const script = `
    ${lines}
    import { createTokenStore } from '@mdh-tokens/store';
    try {
      createTokenStore({ authenticator: '/token', baseUrl: 'http://app.example/?secret' });
    } catch ({ code, message, hint }) {
      console.log(JSON.stringify({ code, message, hint }));
    }`;
  const flags = conditions.map((condition) => `--conditions=${condition}`);
  const options = { cwd: import.meta.dirname, encoding: 'utf8', env: { PATH: process.env['PATH'] } } as const;
  return JSON.parse(
    execFileSync(process.execPath, [...flags, '--input-type=module', '-e', script], options),
  ) as Told;
}

const sentence = {
  code: 'invalid_option',
  message: 'baseUrl must be https, or http on this machine (localhost)',
  hint: 'A token sent over plain http can be read on the way.',
};

describe('the words of an error', () => {
  it('are sentences', () => {
    expect(toldBy('')).toEqual(sentence);
  });

  it("are the code, a name and the option's name in a production build", () => {
    expect(toldBy('', 'production')).toEqual({
      code: 'invalid_option',
      message: 'insecure baseUrl',
      hint: '',
    });
  });

  it('are sentences again with one import', () => {
    expect(toldBy("import '@mdh-tokens/store/texts';", 'production')).toEqual(sentence);
  });
});
