// What a test needs from the machine it runs on: there already, or installed where that can be done.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a command is there and succeeds. */
export async function commandThere(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, [...args]).then(
    () => true,
    () => false,
  );
}

/** How to see whether something is there, and what Debian calls it. */
export interface Need {
  /** Commands to try in this order, with the arguments that succeed where one will do. */
  commands: readonly string[];
  probe: readonly string[];
  debianPackage: string;
}

/**
 * The first command that will do; where there is none, Debian's package is installed if this is root on Debian. Throws a
 * sentence for whoever runs the tests elsewhere.
 */
export async function provide({ commands, probe, debianPackage }: Need): Promise<string> {
  const find = async (): Promise<string | undefined> => {
    for (const command of commands) if (await commandThere(command, probe)) return command;
  };
  const there = await find();
  if (there !== undefined) return there;
  const install = ['install', '-y', '--no-install-recommends', debianPackage];
  if (process.getuid?.() === 0 && (await commandThere('apt-get', ['--version']))) {
    if (!(await commandThere('apt-get', install))) {
      await commandThere('apt-get', ['update']);
      await commandThere('apt-get', install);
    }
  }
  const installed = await find();
  if (installed !== undefined) return installed;
  throw new Error(
    `This test needs ${commands[0]} (${commands[0]} ${probe.join(' ')} must succeed), and could not install it. On Debian: apt install ${debianPackage}`,
  );
}
