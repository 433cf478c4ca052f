// Runs one command to its end, and leaves no process of it behind when it is cut short.
import { spawn } from 'node:child_process';
import { root } from './repository.mjs';

const isWindows = process.platform === 'win32';

/**
 * Runs a command in the checkout with its standard input closed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string>, signal?: AbortSignal }} [options] `show` passes the output
 *   through instead of keeping it; `signal` ends the command and every process it started
 * @returns {Promise<{ code: number, output: string }>} the exit code (127 where it could not start) and, unless
 *   shown, what it printed
 */
export function runCommand(command, args, { show = false, env = {}, signal } = {}) {
  return new Promise((resolve) => {
    signal?.throwIfAborted();
    // A group of its own: ending the group also ends what the command started in turn.
    const child = spawn(command, args, {
      cwd: root,
      env: { ...environment(), ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      detached: !isWindows,
      shell: isWindows && ['npm', 'npx'].includes(command),
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const end = () => endGroup(child);
    signal?.addEventListener('abort', end, { once: true });
    const finish = (code) => {
      signal?.removeEventListener('abort', end);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** `npm --silent` must not silence the error messages of the commands inside. */
function environment() {
  const { npm_config_loglevel: _loglevel, npm_config_yes: _yes, ...rest } = process.env;
  return rest;
}

function endGroup(child) {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
