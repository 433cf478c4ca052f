// Which state of the sources this checkout has, by git.
import { runCommand } from './run-command.mjs';

/** @returns {Promise<{ commit: string | null, isChanged: boolean }>} `commit: null` where there is no git */
export async function stateOfSources() {
  const head = await runCommand('git', ['rev-parse', '--short=8', 'HEAD']);
  if (head.code !== 0) return { commit: null, isChanged: true };
  const status = await runCommand('git', ['status', '--porcelain']);
  return { commit: head.output.trim(), isChanged: status.output !== '' };
}
