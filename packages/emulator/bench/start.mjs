// How long it takes until an emulator answers: the first one of a process, and each further one.
// Run it with: node packages/emulator/bench/start.mjs (after a build). Ends with 1 when the first takes 300 ms or more in
// the median: the most is what else the machine was doing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const limitMs = 300;
const runs = 15;

if (process.argv[2] === 'once') {
  const { createEmulator } = await import('@mdh-tokens/emulator');
  const start = async () => {
    const began = performance.now();
    const emulator = createEmulator();
    await emulator.listen();
    const tookMs = performance.now() - began;
    await emulator.close();
    return tookMs;
  };
  const first = await start();
  const further = await start();
  console.log(JSON.stringify({ first, further, withImport: performance.now() }));
} else {
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    const child = spawn(process.execPath, [import.meta.filename, 'once'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [[output]] = await Promise.all([once(child.stdout, 'data'), once(child, 'exit')]);
    results.push(JSON.parse(output.toString()));
  }
  const line = (title, name) => {
    const sorted = results.map((result) => result[name]).toSorted((a, b) => a - b);
    const [median, most] = [sorted[Math.floor(runs / 2)], sorted.at(-1)];
    console.log(`${title}: median ${median.toFixed(1)} ms, most ${most.toFixed(1)} ms (${runs} runs)`);
    return median;
  };
  const median = line('createEmulator and listen, the first of a process', 'first');
  line('createEmulator and listen, the second', 'further');
  line('a whole process: Node, the import, two emulators', 'withImport');
  process.exitCode = median < limitMs ? 0 : 1;
}
