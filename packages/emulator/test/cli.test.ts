// The command as a user starts it. It needs the built package.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listeningEmulator } from './listening-emulator.js';

const bin = join(import.meta.dirname, '../bin/mdh-emulator.js');

function start(...args: string[]): { child: ChildProcess; output: () => string; errors: () => string } {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  return { child, output: () => text.stdout, errors: () => text.stderr };
}

async function exitOf(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const { child, output, errors } = start(...args);
  await once(child, 'close');
  return { code: child.exitCode, output: output(), errors: errors() };
}

describe('mdh-emulator', () => {
  it('prints its URL and an environment that holds a key, and ends on SIGTERM', async () => {
    const { child, output } = start('--port', '0', '--account', 'MyDataHelps.Test.Account');
    while (!output().includes('Ctrl-C')) await once(child.stdout!, 'data');
    const url = /MyDataHelps emulator: (\S+)/.exec(output())?.[1] ?? '';
    expect((await fetch(new URL('api/v1/delegated/participant', url))).status).toBe(401);
    expect(output()).toContain('MDH_SERVICE_ACCOUNT=MyDataHelps.Test.Account\n');
    expect(output()).toMatch(
      /MDH_PRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\n[^"\n]+-----END RSA PRIVATE KEY-----"\n/,
    );
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
  });

  it('says so when the port is in use', async () => {
    const emulator = await listeningEmulator();
    const { port } = new URL(emulator.url);
    const { code, output, errors } = await exitOf('--port', port);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toBe(
      `mdh-emulator: port ${port} is in use by another program\nChoose another port, or 0 for a free one.\n`,
    );
  });

  it('refuses flags it does not know or cannot read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdh-emulator-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'bad.pem'), 'no key');
    const table: [string[], RegExp][] = [
      [['--prot', '1'], /Unknown option '--prot'/],
      [['--port', '99999'], /--port is "99999", expected a whole number from 0 to 65535/],
      [['--token-lifetime', 'soon'], /--token-lifetime is "soon"/],
      [['--key', join(folder, 'none.pem')], /--key: cannot read .*none.pem \(ENOENT\)/],
      [['--key', join(folder, 'bad.pem')], /private key cannot be read/],
    ];
    const results = await Promise.all(table.map(([args]) => exitOf(...args)));
    for (const [index, { code, errors }] of results.entries()) {
      expect(code).toBe(1);
      expect(errors).toMatch(table[index]![1]);
      expect(errors).not.toContain('    at ');
    }
  });

  it('lists its flags', async () => {
    const { code, output } = await exitOf('--help');
    expect(code).toBe(0);
    expect(output).toContain('--token-lifetime N');
  });
});
