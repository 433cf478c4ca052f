// A short soak; `node --expose-gc packages/authenticator/test/soak/soak.mjs --minutes 10` is the long one.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface SoakReport {
  statuses: Record<string, number>;
  wrong: unknown[];
  resets: number;
  heapGrowthMb: number;
  fileGrowth: number;
}

test(
  'an identity server in trouble costs tokens and contract errors only',
  { timeout: 240_000 },
  async () => {
    const soak = join(import.meta.dirname, 'soak/soak.mjs');
    const args = ['--expose-gc', soak, '--rounds', '8', '--seed', '7'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const report = JSON.parse(stdout) as SoakReport;
    expect(report.wrong).toEqual([]);
    // It was in trouble, and nobody heard of the connections that were reset.
    expect(report.resets).toBeGreaterThan(50);
    expect(report.statuses['200']).toBeGreaterThan(800);
    expect(report.heapGrowthMb).toBeLessThan(8);
    expect(report.fileGrowth).toBeLessThan(20);
  },
);
