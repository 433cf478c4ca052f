// The workflows run only what they pin.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../repository.mjs';

const folder = join(root, '.github/workflows');

test.each(readdirSync(folder))(
  '%s pins each action by the hash of a commit and names its version',
  (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const used = text.split('\n').filter((line) => /\buses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    );
  },
);

test.each(readdirSync(folder))(
  '%s gives no job more than reading, but for the proof of provenance',
  (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect([...text.matchAll(/^\s+([\w-]+): write$/gm)].map((match) => match[1])).toEqual(
      file === 'release.yml' ? ['id-token'] : [],
    );
  },
);
