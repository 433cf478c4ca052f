// A round of each kind of trouble; growth of memory and open files shows in the long one only:
// `node --expose-gc packages/authenticator/test/soak/soak.mjs --minutes 10`.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface SoakReport {
  statuses: Record<string, number>;
  wrong: unknown[];
  resets: number;
}

test(
  'an identity server in trouble costs tokens and contract errors only',
  { timeout: 240_000 },
  async () => {
    const soak = join(import.meta.dirname, 'soak/soak.mjs');
    const args = ['--expose-gc', soak, '--rounds', '4', '--seed', '7'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const report = JSON.parse(stdout) as SoakReport;
    expect(report.wrong).toEqual([]);
    // It was in trouble, and nobody heard of the connections that were reset.
    expect(report.resets).toBeGreaterThan(30);
    expect(report.statuses['200']).toBeGreaterThan(600);
  },
);
