// Emulator: how long a test suite waits for one.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { markdownTable } from '../report/markdown-table.js';
import { median } from '../report/median.js';
import type { Part } from '../report/part.js';

const limitMs = 300;

/** Milliseconds. */
interface Start {
  readonly first: number;
  readonly second: number;
  readonly process: number;
}

export const emulatorStartPart: Part = {
  name: 'emulator-start',
  title: 'Start of the emulator',
  async run({ isQuick }) {
    const starts: Start[] = [];
    for (let run = 0; run < (isQuick ? 5 : 15); run += 1) starts.push(await startOnce());
    const row = (title: string, pick: (start: Start) => number) => {
      const values = starts.map(pick);
      return [title, median(values).toFixed(1), Math.max(...values).toFixed(1)];
    };
    const firstMs = median(starts.map(({ first }) => first));
    return {
      text: `\`createEmulator\` and \`listen\`, in processes of their own. Milliseconds.

${markdownTable(
  ['', 'median', 'most'],
  [
    row('the first of a process', ({ first }) => first),
    row('the second', ({ second }) => second),
    row('a whole process: Node, the import, two emulators', (start) => start.process),
  ],
)}`,
      broken: firstMs < limitMs ? [] : [`an emulator takes ${firstMs.toFixed(0)} ms to start`],
    };
  },
};

async function startOnce(): Promise<Start> {
  const script = join(import.meta.dirname, 'start-once.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return JSON.parse(stdout) as Start;
}
