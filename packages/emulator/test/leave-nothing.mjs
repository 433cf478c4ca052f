// Many emulators at once, each with a hung and a late call, closed again. The process ends by itself if nothing is left.
import { createEmulator } from '@mdh-tokens/emulator';

const emulators = Array.from({ length: 20 }, () => createEmulator());
const urls = await Promise.all(emulators.map((emulator) => emulator.listen()));
const calls = emulators.flatMap((emulator, index) => {
  emulator.faults.add(index % 2 === 0 ? { effect: 'hang' } : { effect: 'delay', latencySeconds: 600 });
  return [fetch(emulator.url), emulator.fetch(emulator.url)];
});
await Promise.all(emulators.map((emulator) => emulator.close()));
const results = await Promise.allSettled(calls);
const settled = results.map(({ status }) => status);
console.log(JSON.stringify({ ports: new Set(urls).size, settled: [...new Set(settled)].toSorted() }));
