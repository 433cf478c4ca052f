import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive } from './is-alive.js';

const checkout = join(import.meta.dirname, '../../..');

describe('npm start', () => {
  it.each([
    { signal: 'SIGINT', to: 'the group, as Ctrl-C does' },
    { signal: 'SIGTERM', to: 'npm alone, as a supervisor does' },
  ] as const)('prints one line and ends every process on $signal to $to', async ({ signal }) => {
    // A group of its own, so that whatever is left of it can be found.
    const npm = spawn('npm', ['--silent', 'start'], {
      cwd: checkout,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const group = -(npm.pid ?? 0);
    let output = '';
    let errors = '';
    npm.stderr.on('data', (chunk) => (errors += String(chunk)));
    const ended = once(npm, 'exit');
    try {
      const url = await new Promise<string>((resolve, reject) => {
        npm.stdout.on('data', (chunk) => {
          output += String(chunk);
          const line = /^Demo: (\S+)\n/m.exec(output);
          if (line?.[1] !== undefined) resolve(line[1]);
        });
        void ended.then(() => reject(new Error(`npm start ended: ${errors}`)));
      });
      expect((await fetch(url)).status).toBe(200);

      process.kill(signal === 'SIGINT' ? group : (npm.pid ?? 0), signal);
      await ended;
      expect(output).toBe(`Demo: ${url}\n`);
      // npm may be gone a moment before what it ran.
      await expect.poll(() => isAlive(group), { timeout: 20_000 }).toBe(false);
      await expect(fetch(url)).rejects.toThrow();
    } finally {
      if (isAlive(group)) process.kill(group, 'SIGKILL');
    }
  });
});
